package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A camera of tests: hands frames to a tracker and keeps what comes back. */
final class Camera {
    static final String ID = "yard";
    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final ModelId MODEL = new ModelId("m", "1", "0".repeat(64));

    private final Tracker tracker;
    private TrackerState state = TrackerState.initial(ID);
    private final List<TrackEvent> events = new ArrayList<>();

    Camera(Tracker tracker) {
        this.tracker = tracker;
    }

    static Detection person(double cx, double cy) {
        return found("person", 1, 0.9, cx, cy);
    }

    static Detection found(String label, int classIndex, double score, double cx, double cy) {
        return new Detection(label, classIndex, score, BoundingBox.ofCenter(cx, cy, 0.08, 0.2));
    }

    static Detections frame(long epoch, long sequence, double seconds, Detection... detections) {
        return frame(epoch, sequence, seconds, null, List.of(detections));
    }

    static Detections frame(
            long epoch, long sequence, double seconds, @Nullable String skipped, List<Detection> detections) {
        var id = new FrameId(ID, epoch, sequence);
        var ref = new FrameRef("frames", 0, sequence);
        return new Detections(id, ref, null, at(seconds), new ImageSize(640, 480), MODEL, skipped, detections);
    }

    static Instant at(double seconds) {
        return START.plus(Duration.ofNanos(Math.round(seconds * 1e6) * 1000));
    }

    TrackerUpdate see(Detections frame) {
        return took(tracker.update(state, frame, record(frame)));
    }

    /** Where the record of the frame's detections is. */
    static FrameRef record(Detections frame) {
        return new FrameRef("detections", 0, frame.ref().offset());
    }

    /** Hears that the stream was lost after a frame. */
    TrackerUpdate lose(long epoch, long lastSequence, double seconds) {
        return took(tracker.lose(state, new StreamLoss(epoch, lastSequence, at(seconds))));
    }

    private TrackerUpdate took(TrackerUpdate update) {
        state = update.state();
        events.addAll(update.events());
        return update;
    }

    TrackerState state() {
        return state;
    }

    /** The events so far, as {@code TYPE number}, or {@code ENDED REASON number}. */
    List<String> story() {
        return events.stream()
                .filter(event -> event.type() != TrackEvent.Type.UPDATED)
                .map(event -> event.type()
                        + (event.endReason() == null ? "" : " " + event.endReason())
                        + " "
                        + event.id().number())
                .toList();
    }

    List<TrackEvent> events() {
        return events;
    }
}
