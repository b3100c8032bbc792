package dev.sightline.wire;

import dev.sightline.alert.RuleState;
import dev.sightline.track.TrackerState;
import org.apache.kafka.common.serialization.Serde;

/** How the state stores keep their values. */
public final class States {
    private States() {}

    /** A camera's tracker. */
    public static Serde<TrackerState> tracker() {
        return TrackerStateWire.SERDE;
    }

    /** A camera's rules. */
    public static Serde<RuleState> rules() {
        return RuleStateWire.SERDE;
    }
}
