package dev.sightline.track;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a track.
 *
 * @param type what happened
 * @param id the track
 * @param label the class in words
 * @param classIndex the class as the model numbers it, ≥ 1
 * @param frame the frame that made it happen
 * @param ref where that frame's record is
 * @param at the event's time: when that frame was received
 * @param firstSeen when the object was first seen
 * @param lastSeen when the object was last seen: {@code at}, except when the track ends
 * @param box where the object was last seen, smoothed over its detections, inside [0, 1]
 * @param score of the last detection, in [0, 1]
 * @param bestScore the highest score so far, in [0, 1]
 * @param endReason why the track ended; null unless {@code type} is {@link Type#ENDED}
 */
public record TrackEvent(
        Type type,
        TrackId id,
        String label,
        int classIndex,
        FrameId frame,
        FrameRef ref,
        Instant at,
        Instant firstSeen,
        Instant lastSeen,
        BoundingBox box,
        double score,
        double bestScore,
        @Nullable EndReason endReason) {

    /** What happened. */
    public enum Type {
        /** The track was confirmed. */
        STARTED,
        /** The object was seen again. */
        UPDATED,
        /** The object will not be seen again under this id. */
        ENDED
    }

    /** Why a track ended. */
    public enum EndReason {
        /** The object was not seen for longer than a track is kept. */
        LOST,
        /** The camera's stream was interrupted or restarted. */
        STREAM_LOST
    }

    /** Checks that an end has a reason and nothing else has one. */
    public TrackEvent {
        if ((type == Type.ENDED) != (endReason != null)) {
            throw new IllegalArgumentException("an end reason belongs to an ended track: " + type + ", " + endReason);
        }
    }
}
