package dev.sightline.track;

import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;
import java.time.Instant;

/**
 * A camera's last frame, as far as it concerns later events.
 *
 * @param ref where its record is
 * @param detections where the record of its detections is
 * @param at when it was received
 * @param model which model looked: sha256 of its file
 * @param shape width / height of the picture
 */
public record SeenFrame(FrameRef ref, FrameRef detections, Instant at, String model, double shape) {
    static SeenFrame of(Detections frame, FrameRef detections) {
        double shape = (double) frame.sourceSize().width() / frame.sourceSize().height();
        return new SeenFrame(
                frame.ref(), detections, frame.receivedAt(), frame.model().sha256(), shape);
    }
}
