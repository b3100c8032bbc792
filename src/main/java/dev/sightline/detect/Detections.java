package dev.sightline.detect;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.ImageSize;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything found in one frame; also emitted when nothing was found, and when the frame was not looked at.
 *
 * @param frame the frame's identity
 * @param ref where the frame's record is
 * @param capturedAt as in the frame
 * @param receivedAt as in the frame: the time of this event
 * @param sourceSize the camera's picture size in pixels
 * @param model which model looked
 * @param skipped why the frame was not looked at, or null when it was
 * @param detections highest score first
 */
public record Detections(
        FrameId frame,
        FrameRef ref,
        @Nullable Instant capturedAt,
        Instant receivedAt,
        ImageSize sourceSize,
        ModelId model,
        @Nullable String skipped,
        List<Detection> detections) {
    /** Sorts the detections; a skipped frame has none. */
    public Detections {
        if (skipped != null && !detections.isEmpty()) {
            throw new IllegalArgumentException("a skipped frame has no detections");
        }
        detections = detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
    }
}
