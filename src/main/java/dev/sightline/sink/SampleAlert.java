package dev.sightline.sink;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A made-up alert that has every field. */
public final class SampleAlert {
    private static final String NAME = "test";

    private SampleAlert() {}

    /** An alert to try out a sink with: its rule, camera and message say that it is a test. */
    public static Alert at(Instant at) {
        return new Alert(
                "0".repeat(16) + "%016x".formatted(at.toEpochMilli()),
                Alert.Kind.RAISED,
                NAME,
                "0".repeat(12),
                Severity.INFO,
                NAME,
                NAME,
                at,
                at,
                List.of(new AlertObject(new TrackId(NAME, 0, 1), "person", 1, new BoundingBox(0.25, 0.25, 0.5, 0.75))),
                new FrameId(NAME, 0, 0),
                new FrameRef(NAME, 0, 0),
                new FrameRef(NAME, 0, 0),
                "",
                0,
                Map.of("count", 1.0),
                "this is a test of Sightline; nothing has happened");
    }
}
