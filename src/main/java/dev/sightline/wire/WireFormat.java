package dev.sightline.wire;

import dev.sightline.registry.RegistrySettings;
import dev.sightline.registry.SchemaRegistry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.MessageDecoder;
import org.apache.avro.message.RawMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * What is in front of a value's Avro: the marker and fingerprint of single objects, or with a schema registry a zero byte and
 * the schema's id there (four bytes, big-endian). Values of both kinds are read where there is a registry.
 *
 * <p>A schema is asked for once, and then known for as long as the process runs. Safe for use by several threads.
 */
public final class WireFormat {
    /** Without a registry. */
    public static final WireFormat SINGLE_OBJECT = new WireFormat(null);

    private static final int NUMBERED_HEADER = 5;
    private static final byte NUMBERED = 0;
    private static final byte[] MARKER = {(byte) 0xC3, 1};

    private final @Nullable SchemaRegistry registry;
    private final Map<Written, byte[]> headers = new ConcurrentHashMap<>();
    private final Map<Read, MessageDecoder<?>> decoders = new ConcurrentHashMap<>();
    private final KnownSchemas schemas;

    private record Written(String topic, Schema schema) {}

    private record Read(int id, Schema expected) {}

    private WireFormat(@Nullable SchemaRegistry registry) {
        this.registry = registry;
        this.schemas = new KnownSchemas(registry);
    }

    /**
     * The format for a registry, which is not asked yet, or for none where the settings name none.
     *
     * @throws dev.sightline.registry.RegistryException if its certificates or keys cannot be read
     */
    public static WireFormat of(RegistrySettings settings) {
        return settings.url() == null ? SINGLE_OBJECT : new WireFormat(new SchemaRegistry(settings));
    }

    /** Whether there is a registry. */
    public boolean usesRegistry() {
        return registry != null;
    }

    /** What is wrong with the registry, as far as is known, in one line. */
    public Optional<String> trouble() {
        return registry == null ? Optional.empty() : registry.trouble();
    }

    /** Whether a value has an id of a registry in front. */
    static boolean isNumbered(byte[] value) {
        return value.length >= NUMBERED_HEADER && value[0] == NUMBERED;
    }

    void register(String topic, Schema schema) {
        if (registry != null) {
            header(topic, schema);
            registry.versions(registry.subject(topic, schema.getFullName())).forEach(schemas::learn);
        }
    }

    byte[] header(String topic, Schema schema) {
        Written written = new Written(registry == null ? "" : topic, schema);
        byte[] known = headers.get(written);
        if (known == null) {
            known = registry == null ? fingerprint(schema) : id(registry, topic, schema);
            headers.put(written, known);
        }
        return known;
    }

    private static byte[] fingerprint(Schema schema) {
        return ByteBuffer.allocate(MARKER.length + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MARKER)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }

    private byte[] id(SchemaRegistry registry, String topic, Schema schema) {
        int id = registry.id(registry.subject(topic, schema.getFullName()), published(schema));
        schemas.learn(id, schema.toString());
        return ByteBuffer.allocate(NUMBERED_HEADER).put(NUMBERED).putInt(id).array();
    }

    /** The schema as its file has it, without what the generated classes add for Java. */
    private static String published(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString().replace(",\"avro.java.string\":\"String\"", ""))
                .toString();
    }

    /** What reads a value that begins with the id at the start of {@code value}, which is moved behind it. */
    @SuppressWarnings("unchecked")
    <A> MessageDecoder<A> decoder(ByteBuffer value, Schema expected) {
        int id = value.position(1).getInt();
        Read read = new Read(id, expected);
        MessageDecoder<?> known = decoders.get(read);
        if (known == null) {
            known = new RawMessageDecoder<A>(SpecificData.getForSchema(expected), schemas.get(id), expected);
            decoders.put(read, known);
        }
        return (MessageDecoder<A>) known;
    }
}
