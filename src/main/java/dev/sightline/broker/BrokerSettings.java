package dev.sightline.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data and listens; it listens on the loopback interface only.
 *
 * @param folder its data, created when absent
 * @param port of its Kafka listener, 0 for any free one
 */
public record BrokerSettings(Path folder, int port) {
    /** The port that Kafka tools try by themselves. */
    public static final int DEFAULT_PORT = 9092;

    /** Checks the port. */
    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }
}
