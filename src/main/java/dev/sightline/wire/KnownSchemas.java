package dev.sightline.wire;

import dev.sightline.registry.SchemaRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a registry has numbered, as far as they have been needed. That an id stands for none is remembered for a
 * minute, so that a heap of strange records is not as many questions. Safe for use by several threads.
 */
final class KnownSchemas {
    private static final int MOST_UNKNOWN = 1000;
    private static final long MEMORY_NANOS = Duration.ofMinutes(1).toNanos();

    private final @Nullable SchemaRegistry registry;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    /** When ids were last said to stand for nothing; guarded by itself. */
    private final Map<Integer, Long> unknown = new LinkedHashMap<>();

    KnownSchemas(@Nullable SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Takes what an id stands for; what is no schema in Avro is passed over until it is asked for. */
    void learn(int id, String schema) {
        try {
            known.put(id, parsed(id, schema));
        } catch (WireException e) {
            // A record with this id says so itself.
        }
    }

    /**
     * The schema with an id.
     *
     * @throws WireException if there is none
     * @throws dev.sightline.registry.RegistryException if the registry does not say
     */
    Schema get(int id) {
        Schema schema = known.get(id);
        if (schema != null) {
            return schema;
        }
        if (registry == null) {
            throw new WireException("written with the schema " + id
                    + " of a schema registry; name the registry in kafka.schemaRegistry.url");
        }
        if (isUnknown(id)) {
            throw unknown(id);
        }
        Optional<String> found = registry.schema(id);
        if (found.isEmpty()) {
            remember(id);
            throw unknown(id);
        }
        Schema learnt = parsed(id, found.get());
        known.put(id, learnt);
        return learnt;
    }

    private static Schema parsed(int id, String schema) {
        try {
            return new Schema.Parser().parse(schema);
        } catch (SchemaParseException e) {
            throw new WireException("written with the schema " + id + " of the registry, which is not Avro", e);
        }
    }

    private static WireException unknown(int id) {
        return new WireException("written with the schema " + id + ", which the registry does not have");
    }

    private boolean isUnknown(int id) {
        synchronized (unknown) {
            Long since = unknown.get(id);
            return since != null && System.nanoTime() - since < MEMORY_NANOS;
        }
    }

    private void remember(int id) {
        synchronized (unknown) {
            if (unknown.size() >= MOST_UNKNOWN) {
                unknown.clear();
            }
            unknown.put(id, System.nanoTime());
        }
    }
}
