package dev.sightline.stream;

import dev.sightline.wire.Topics;
import dev.sightline.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;

/**
 * A Kafka cluster and how to use it.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param stream everything else
 * @param topics the topics there
 */
public record KafkaSettings(String bootstrapServers, StreamSettings stream, Topics topics) {
    /** The largest record in bytes: a picture of 4096 pixels a side as JPEG fits. */
    static final int MAX_RECORD = 8 << 20;

    /** Checks that there is an address. */
    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is empty; name a broker as host:port");
        }
    }

    /**
     * A cluster with the topics that the settings are about.
     *
     * @throws dev.sightline.registry.RegistryException if the schema registry's certificates or keys cannot be read
     */
    public KafkaSettings(String bootstrapServers, StreamSettings stream) {
        this(bootstrapServers, stream, topics(stream));
    }

    /** The topics that settings are about, on whatever cluster. */
    public static Topics topics(StreamSettings stream) {
        return new Topics(stream.prefix(), WireFormat.of(stream.schemaRegistry()));
    }

    /** The settings of a client, the user's own ones last. */
    Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(stream.client());
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }
}
