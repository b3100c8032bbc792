package dev.sightline.wire;

import dev.sightline.alert.RuleState;
import dev.sightline.alert.Watch;
import dev.sightline.camera.CameraStatus;
import dev.sightline.track.TrackerState;
import org.apache.kafka.common.serialization.Serde;

/** How the state stores keep their values. */
public final class States {
    private States() {}

    /** What a camera told last. */
    public static Serde<CameraStatus> status() {
        return CameraStatusWire.SERDE;
    }

    /** A camera's tracker. */
    public static Serde<TrackerState> tracker() {
        return TrackerStateWire.SERDE;
    }

    /** What the rules of a camera know together. */
    public static Serde<Watch> watch() {
        return WatchWire.SERDE;
    }

    /** A rule of a camera. */
    public static Serde<RuleState> rules() {
        return RuleStateWire.SERDE;
    }
}
