package dev.sightline.app;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a Sightline has recorded: the topics of a Kafka cluster, or of a data folder, for which the embedded broker is started
 * until this is closed.
 */
public final class Recording implements AutoCloseable {
    private final @Nullable EmbeddedBroker broker;
    private final KafkaSettings kafka;

    private Recording(@Nullable EmbeddedBroker broker, KafkaSettings kafka) {
        this.broker = broker;
        this.kafka = kafka;
    }

    /**
     * Opens it.
     *
     * @throws IllegalArgumentException if there is neither a cluster nor a data folder with something in it
     * @throws RuntimeException if the folder is in use by a running Sightline or cannot be used; the message says what to
     *     change
     */
    public static Recording open(SightlineConfig config) {
        Topics topics = KafkaSettings.topics(config.stream());
        String servers = config.bootstrapServers();
        if (servers != null) {
            return new Recording(null, new KafkaSettings(servers, config.stream(), topics));
        }
        Path folder = config.broker().folder();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no recording in " + config.data()
                    + "; name the folder with --data, or a running Kafka with --bootstrap-servers");
        }
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
        return new Recording(broker, new KafkaSettings(broker.bootstrapServers(), config.stream(), topics));
    }

    /** Where the topics are. */
    public KafkaSettings kafka() {
        return kafka;
    }

    /** Stops the broker, if it was started for this; a second call does nothing. */
    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
