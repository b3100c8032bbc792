package dev.sightline.stream;

import dev.sightline.wire.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * A Kafka cluster and how to use it.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param stream everything else
 */
public record KafkaSettings(String bootstrapServers, StreamSettings stream) {
    /** The largest record in bytes: a picture of 4096 pixels a side as JPEG fits. */
    static final int MAX_RECORD = 8 << 20;

    /** Checks that there is an address. */
    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is empty; name a broker as host:port");
        }
    }

    /** The topics. */
    public Topics topics() {
        return new Topics(stream.prefix());
    }

    /** The settings of a client, the user's own ones last. */
    Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(stream.client());
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }
}
