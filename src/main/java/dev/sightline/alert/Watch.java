package dev.sightline.alert;

import dev.sightline.condition.Scene;
import dev.sightline.frame.FrameRef;
import org.jspecify.annotations.Nullable;

/**
 * What all rules of a camera know together.
 *
 * @param scene what the camera shows
 * @param evidence where that is written; null before anything was told
 */
public record Watch(Scene scene, @Nullable Evidence evidence) {
    /** Before anything was told of a camera; {@code profile} is the one that is on at first. */
    public static Watch initial(String camera, String profile) {
        return new Watch(Scene.initial(camera, profile), null);
    }

    /** After {@code input}. */
    Watch after(RuleInput input) {
        if (input instanceof RuleInput.Followed followed) {
            return new Watch(scene.with(followed.event()), evidence);
        } else if (input instanceof RuleInput.Looked looked) {
            return new Watch(
                    scene.at(looked.at()),
                    new Evidence(looked.frame(), looked.ref(), looked.model(), looked.detections()));
        } else if (input instanceof RuleInput.Told told) {
            return new Watch(scene.with(told.health()), because(told.status()));
        }
        var switched = (RuleInput.Switched) input;
        return new Watch(scene.with(switched.profile(), switched.at()), because(switched.control()));
    }

    private Evidence because(FrameRef cause) {
        return evidence == null ? new Evidence(null, null, "", cause) : evidence.because(cause);
    }
}
