package dev.sightline.alert;

import dev.sightline.condition.CameraHealth;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackEvent;
import java.time.Instant;

/** What rules are told of a camera, in the order in which it happened. */
public sealed interface RuleInput {
    /** The camera's id. */
    String camera();

    /** Whether it happened before {@code moment}; false when it is of no moment of its own. */
    default boolean isBefore(Instant moment) {
        return false;
    }

    /**
     * Something happened to a track. Rules are asked when the whole frame is told.
     *
     * @param event what
     */
    record Followed(TrackEvent event) implements RuleInput {
        @Override
        public String camera() {
            return event.id().camera();
        }
    }

    /**
     * A frame was looked at, and all that happened to tracks in it has been told.
     *
     * @param frame the frame
     * @param ref where its record is
     * @param model SHA-256 of the model that looked
     * @param detections where the record of its detections is
     * @param at when it was received
     */
    record Looked(FrameId frame, FrameRef ref, String model, FrameRef detections, Instant at) implements RuleInput {
        @Override
        public String camera() {
            return frame.camera();
        }

        @Override
        public boolean isBefore(Instant moment) {
            return at.isBefore(moment);
        }
    }

    /**
     * A frame went by that was not looked at.
     *
     * @param frame the frame
     */
    record Passed(FrameId frame) implements RuleInput {
        @Override
        public String camera() {
            return frame.camera();
        }
    }

    /**
     * A camera told how it is, after it had delivered a frame; rules take it after that frame, whichever comes first.
     *
     * @param camera which
     * @param health how
     * @param epoch of the last frame before
     * @param lastSequence of the last frame before, -1 when there was none in this epoch
     * @param status where the record of its status is
     */
    record Told(String camera, CameraHealth health, long epoch, long lastSequence, FrameRef status)
            implements RuleInput {}

    /**
     * A profile was switched on.
     *
     * @param camera on which camera
     * @param profile which
     * @param at when
     * @param control where the record is that switched it
     */
    record Switched(String camera, String profile, Instant at, FrameRef control) implements RuleInput {}
}
