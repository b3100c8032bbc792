package dev.sightline.alert;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import org.jspecify.annotations.Nullable;

/**
 * Where it is written what a rule looked at.
 *
 * @param frame the last frame that was looked at; null before the first
 * @param ref where that frame's record is; null when {@code frame} is
 * @param model SHA-256 of the model that looked, empty before the first frame
 * @param cause where the record is that made the rules be asked
 */
public record Evidence(@Nullable FrameId frame, @Nullable FrameRef ref, String model, FrameRef cause) {
    Evidence because(FrameRef newCause) {
        return new Evidence(frame, ref, model, newCause);
    }
}
