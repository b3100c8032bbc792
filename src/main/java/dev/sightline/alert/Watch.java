package dev.sightline.alert;

import dev.sightline.condition.Scene;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all rules of a camera know together.
 *
 * @param scene what the camera shows
 * @param evidence where that is written; null before anything was told
 * @param epoch of the last frame that was looked at or passed, 0 before the first
 * @param sequence of that frame, -1 before the first
 * @param waiting what the camera told of itself, to be taken after a frame that has not come yet; at most {@link
 *     #MAX_WAITING}
 */
public record Watch(Scene scene, @Nullable Evidence evidence, long epoch, long sequence, List<RuleInput.Told> waiting) {
    /** One more and the first is taken, whether its frame has come or not; a camera tells every 5 s or more often. */
    public static final int MAX_WAITING = 6;

    /** Copies the list. */
    public Watch {
        waiting = List.copyOf(waiting);
    }

    /** Before anything was told of a camera; {@code profile} is the one that is on at first. */
    public static Watch initial(String camera, String profile) {
        return new Watch(Scene.initial(camera, profile), null, 0, -1, List.of());
    }

    /** After {@code input}. */
    Watch after(RuleInput input) {
        if (input instanceof RuleInput.Followed followed) {
            return with(scene.with(followed.event()), evidence);
        } else if (input instanceof RuleInput.Passed passed) {
            return at(passed.frame());
        } else if (input instanceof RuleInput.Looked looked) {
            var seen = new Evidence(looked.frame(), looked.ref(), looked.model(), looked.detections());
            return at(looked.frame()).with(scene.at(looked.at()), seen);
        } else if (input instanceof RuleInput.Told told) {
            return with(scene.with(told.health()), because(told.status()));
        }
        var switched = (RuleInput.Switched) input;
        return with(scene.with(switched.profile(), switched.at()), because(switched.control()));
    }

    private Watch with(Scene newScene, @Nullable Evidence newEvidence) {
        return new Watch(newScene, newEvidence, epoch, sequence, waiting);
    }

    private Watch at(FrameId frame) {
        return new Watch(scene, evidence, frame.epoch(), frame.sequence(), waiting);
    }

    private Evidence because(FrameRef cause) {
        return evidence == null ? new Evidence(null, null, "", cause) : evidence.because(cause);
    }

    /** After rules were asked. */
    Watch asked() {
        return with(scene.asked(), evidence);
    }

    Watch waiting(List<RuleInput.Told> newWaiting) {
        return new Watch(scene, evidence, epoch, sequence, newWaiting);
    }

    /** Whether the frame has come after which the camera told. */
    boolean isReached(RuleInput.Told told) {
        return told.epoch() < epoch
                || (told.epoch() == epoch && told.lastSequence() <= sequence)
                || told.lastSequence() < 0;
    }
}
