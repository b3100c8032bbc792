package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.track.TrackEvent;
import java.util.regex.Pattern;

/**
 * The product's topics under one prefix. All have the same number of partitions, and all records of one camera are in
 * the same partition of each.
 *
 * @param prefix e.g. {@code sightline}
 */
public record Topics(String prefix) {
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int LONGEST_NAME = 249;

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

    /**
     * What happened to each track of one class, at places in the same partitions; whatever a topic's name cannot have is
     * a dash there.
     *
     * @param label the class in words
     */
    public Topic<TrackEvent> tracks(String label) {
        String name = prefix + ".tracks." + NOT_PLAIN.matcher(label.strip()).replaceAll("-");
        return new Topic<>(name.substring(0, Math.min(name.length(), LONGEST_NAME)), TrackEventWire.SERDE);
    }

    /** Rules that fired. */
    public Topic<Alert> alerts() {
        return new Topic<>(prefix + ".alerts", AlertWire.SERDE);
    }

    /** What alerts go back to, with a picture; kept longer than frames. */
    public Topic<AlertEvidence> evidence() {
        return new Topic<>(prefix + ".evidence", EvidenceWire.SERDE);
    }

    /** How each camera is; compacted after some days. */
    public Topic<CameraStatus> cameras() {
        return new Topic<>(prefix + ".cameras", CameraStatusWire.SERDE);
    }

    /** Which profile is switched on; each record is in every partition. */
    public Topic<ProfileSwitch> controls() {
        return new Topic<>(prefix + ".control", ControlWire.SERDE);
    }

    /** Records that could not be processed. */
    public Topic<DeadLetter> deadLetters() {
        return new Topic<>(prefix + ".dead-letters", DeadLetterWire.SERDE);
    }
}
