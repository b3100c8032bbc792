package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.track.TrackEvent;

/**
 * The product's topics under one prefix. All have the same number of partitions, and all records of one camera are in
 * the same partition of each.
 *
 * @param prefix e.g. {@code sightline}
 */
public record Topics(String prefix) {
    /** Sampled pictures. */
    public Topic<Frame> frames() {
        return new Topic<>(prefix + ".frames", FrameWire.SERDE);
    }

    /** What was found in each frame. */
    public Topic<Detections> detections() {
        return new Topic<>(prefix + ".detections", DetectionsWire.SERDE);
    }

    /** What happened to each track. */
    public Topic<TrackEvent> tracks() {
        return new Topic<>(prefix + ".tracks", TrackEventWire.SERDE);
    }

    /** Rules that fired. */
    public Topic<Alert> alerts() {
        return new Topic<>(prefix + ".alerts", AlertWire.SERDE);
    }

    /** How each camera is; compacted after some days. */
    public Topic<CameraStatus> cameras() {
        return new Topic<>(prefix + ".cameras", CameraStatusWire.SERDE);
    }

    /** Records that could not be processed. */
    public Topic<DeadLetter> deadLetters() {
        return new Topic<>(prefix + ".dead-letters", DeadLetterWire.SERDE);
    }
}
