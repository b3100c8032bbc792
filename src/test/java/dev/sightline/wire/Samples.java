package dev.sightline.wire;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.track.BestView;
import dev.sightline.track.LabelCount;
import dev.sightline.track.PathPoint;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One value of each kind, all of whose numbers are exact as 32-bit floats. */
final class Samples {
    static final Instant AT = Instant.parse("2026-05-04T10:11:12.123456Z");
    static final FrameId FRAME = new FrameId("gate", 1_777_000_000_000L, 42);
    static final FrameRef REF = new FrameRef("sightline.frames", 3, 1_000_042);
    static final BoundingBox BOX = new BoundingBox(0.25, 0.125, 0.5, 0.75);
    static final ImageSize SIZE = new ImageSize(1920, 1080);

    private Samples() {}

    static Frame frame() {
        return new Frame(
                FRAME, AT.minusMillis(80), AT, SIZE, new ImageSize(960, 540), ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    static Detections detections() {
        return new Detections(
                FRAME,
                REF,
                null,
                AT,
                SIZE,
                new ModelId("ssd", "1", "ab".repeat(32)),
                null,
                List.of(new Detection("person", 1, 0.875, BOX), new Detection("traffic light", 10, 0.5, BOX)));
    }

    static Detections skipped() {
        Detections seen = detections();
        return new Detections(FRAME, REF, AT, AT, SIZE, seen.model(), "too-old", List.of());
    }

    static TrackEvent ended() {
        return new TrackEvent(
                TrackEvent.Type.ENDED,
                new TrackId("gate", FRAME.epoch(), 7),
                "person",
                1,
                FRAME,
                REF,
                new FrameRef("sightline.detections", 3, 1_000_017),
                "ab".repeat(32),
                AT,
                AT.minusSeconds(9),
                AT.minusSeconds(2),
                BOX,
                new Velocity(0.5, -0.25),
                0.5,
                0.625,
                new BestView(
                        0.875, new FrameId("gate", FRAME.epoch(), 40), new FrameRef("sightline.frames", 3, 1_000_040)),
                AT.minusSeconds(8),
                List.of(new PathPoint(AT.minusSeconds(9), 0.25, 0.5), new PathPoint(AT.minusSeconds(2), 0.375, 0.75)),
                List.of(
                        new LabelCount("person", 1, 40, 31.5, AT.minusSeconds(9)),
                        new LabelCount("rider", 2, 3, 1.5, AT.minusSeconds(4))),
                List.of("entrance", "yard"),
                TrackEvent.EndReason.LOST);
    }

    static Alert alert() {
        return new Alert(
                "0123abcd",
                Alert.Kind.ESCALATED,
                "lingering",
                "abcdef012345",
                Severity.CRITICAL,
                "gate",
                "doorway",
                AT,
                AT.minusSeconds(5),
                List.of(new AlertObject(new TrackId("gate", FRAME.epoch(), 7), "person", 0.875, BOX)),
                FRAME,
                REF,
                new FrameRef("sightline.detections", 1, 40),
                "ab".repeat(32),
                3,
                Map.of("count", 2.0),
                "person in doorway for 5 s");
    }

    static AlertEvidence evidence() {
        return AlertEvidence.of(
                alert(),
                new FrameRef("sightline.alerts", 1, 4),
                Map.of(new TrackId("gate", FRAME.epoch(), 7), new FrameRef("sightline.tracks", 1, 12)),
                ByteBuffer.wrap(new byte[] {1, 2, 3}),
                null);
    }

    static CameraStatus status() {
        return new CameraStatus(
                "gate",
                CameraStatus.State.STALLED,
                AT,
                AT.minusSeconds(1),
                "no picture for 5 s",
                FRAME.epoch(),
                49,
                100,
                1,
                Map.of("sampling", 49L),
                50,
                2,
                9.5,
                Tampering.BLURRED,
                AT.minusSeconds(20));
    }

    static DeadLetter deadLetter() {
        return new DeadLetter(
                "sightline.frames",
                3,
                17,
                AT,
                "detect",
                "bad-image",
                "truncated",
                ByteBuffer.wrap(new byte[] {9}),
                null);
    }
}
