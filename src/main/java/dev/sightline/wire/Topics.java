package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.track.TrackEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The product's topics under one prefix. All have the same number of partitions, and all records of one camera are in
 * the same partition of each.
 *
 * @param prefix e.g. {@code sightline}
 * @param format how values are written
 */
public record Topics(String prefix, WireFormat format) {
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int LONGEST_NAME = 249;

    /** Topics whose values are single objects. */
    public Topics(String prefix) {
        this(prefix, WireFormat.SINGLE_OBJECT);
    }

    private <V> Topic<V> topic(String name, AvroSerde<V, ?> serde) {
        return new Topic<>(name, serde.in(format));
    }

    /**
     * Makes the schemas of all topics known to the registry and to this process, which needs the registry no more after that
     * except for schemas that are registered later. Does nothing where there is no registry.
     *
     * @param labels classes with a topic of their own
     * @throws dev.sightline.registry.RegistryException if the registry refuses one, or does not answer in time
     */
    public void register(Collection<String> labels) {
        var topics = new ArrayList<Topic<?>>(
                List.of(frames(), detections(), tracks(), alerts(), evidence(), cameras(), controls(), deadLetters()));
        labels.forEach(label -> topics.add(tracks(label)));
        for (Topic<?> each : topics) {
            if (each.serde() instanceof AvroSerde<?, ?> serde) {
                serde.register(each.name());
            }
        }
    }

    /** Sampled pictures. */
    public Topic<Frame> frames() {
        return topic(prefix + ".frames", FrameWire.SERDE);
    }

    /** What was found in each frame. */
    public Topic<Detections> detections() {
        return topic(prefix + ".detections", DetectionsWire.SERDE);
    }

    /** What happened to each track. */
    public Topic<TrackEvent> tracks() {
        return topic(prefix + ".tracks", TrackEventWire.SERDE);
    }

    /**
     * What happened to each track of one class, at places in the same partitions; whatever a topic's name cannot have is
     * a dash there.
     *
     * @param label the class in words
     */
    public Topic<TrackEvent> tracks(String label) {
        String name = prefix + ".tracks." + NOT_PLAIN.matcher(label.strip()).replaceAll("-");
        return topic(name.substring(0, Math.min(name.length(), LONGEST_NAME)), TrackEventWire.SERDE);
    }

    /** Rules that fired. */
    public Topic<Alert> alerts() {
        return topic(prefix + ".alerts", AlertWire.SERDE);
    }

    /** What alerts go back to, with a picture; kept longer than frames. */
    public Topic<AlertEvidence> evidence() {
        return topic(prefix + ".evidence", EvidenceWire.SERDE);
    }

    /** How each camera is; compacted after some days. */
    public Topic<CameraStatus> cameras() {
        return topic(prefix + ".cameras", CameraStatusWire.SERDE);
    }

    /** Which profile is switched on; each record is in every partition. */
    public Topic<ProfileSwitch> controls() {
        return topic(prefix + ".control", ControlWire.SERDE);
    }

    /** Records that could not be processed. */
    public Topic<DeadLetter> deadLetters() {
        return topic(prefix + ".dead-letters", DeadLetterWire.SERDE);
    }
}
