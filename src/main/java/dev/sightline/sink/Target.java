package dev.sightline.sink;

import dev.sightline.alert.Alert;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** A place that alerts go to. Its text shows nothing secret. */
public sealed interface Target permits LogTarget, FileTarget, WebhookTarget, MqttTarget, EmailTarget {
    /**
     * What a sink finds around it.
     *
     * @param data the folder that relative paths start from
     * @param clock tells the time at which a delivery is signed
     * @param snapshots the picture of an alert as JPEG, where there is one
     */
    record Surroundings(Path data, InstantSource clock, Function<Alert, Optional<byte[]>> snapshots) {}

    /** A sink that delivers there; nothing is connected or opened yet. */
    AlertSink open(Surroundings around);
}
