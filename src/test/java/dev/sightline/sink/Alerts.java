package dev.sightline.sink;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts to deliver. */
final class Alerts {
    static final Instant AT = Instant.parse("2026-05-04T10:11:12.123456Z");
    static final InstantSource CLOCK = InstantSource.fixed(AT);

    private Alerts() {}

    static Alert saying(String message) {
        return new Alert(
                "0123456789abcdef0123456789abcdef",
                Alert.Kind.RAISED,
                "lingering",
                "abcdef012345",
                Severity.CRITICAL,
                "gate",
                "doorway",
                AT,
                AT.minusSeconds(5),
                List.of(new AlertObject(
                        new TrackId("gate", 1_777_000_000_000L, 7), "person", 0.875, new BoundingBox(0.25, 0, 0.5, 1))),
                new FrameId("gate", 1_777_000_000_000L, 42),
                new FrameRef("sightline.frames", 3, 1_000_042),
                new FrameRef("sightline.detections", 1, 40),
                "ab".repeat(32),
                3,
                Map.of("count", 2.0),
                message);
    }

    /** An alert of a camera that has delivered no frame. */
    static Alert bare() {
        return new Alert(
                "f".repeat(32),
                Alert.Kind.ENDED,
                "offline",
                "abcdef012345",
                Severity.INFO,
                "gate",
                "",
                AT,
                AT,
                List.of(),
                null,
                null,
                new FrameRef("sightline.cameras", 1, 40),
                "",
                0,
                Map.of(),
                "");
    }

    static Target.Surroundings around(Path data) {
        return new Target.Surroundings(data, CLOCK, alert -> Optional.empty());
    }
}
