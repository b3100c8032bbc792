package dev.sightline.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.RawMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Carries domain values of type {@code V} as Avro records of type {@code A}. Reading fails with {@link WireException}
 * whatever the bytes are, and with {@link dev.sightline.registry.RegistryException} when it is not known what they are as
 * long as the registry is away; with nothing else. Safe for use by several threads.
 */
final class AvroSerde<V, A extends SpecificRecord> implements Serde<V> {
    /** Above what any broker takes; guards against records that claim to hold gigabytes. */
    private static final String MAX_BYTES = String.valueOf(64 << 20);

    static {
        System.setProperty("org.apache.avro.limits.bytes.maxLength", MAX_BYTES);
        System.setProperty("org.apache.avro.limits.string.maxLength", MAX_BYTES);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", "1000000");
        System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "dev.sightline.avro");
    }

    private final Schema schema;
    private final RawMessageEncoder<A> encoder;
    private final BinaryMessageDecoder<A> decoder;
    private final Function<V, A> toAvro;
    private final Function<A, V> fromAvro;
    private final WireFormat format;

    private AvroSerde(
            RawMessageEncoder<A> encoder,
            BinaryMessageDecoder<A> decoder,
            Function<V, A> toAvro,
            Function<A, V> fromAvro,
            Schema schema,
            WireFormat format) {
        this.schema = schema;
        this.encoder = encoder;
        this.decoder = decoder;
        this.toAvro = toAvro;
        this.fromAvro = fromAvro;
        this.format = format;
    }

    /**
     * Carries values as single objects.
     *
     * @param earlier names of the files in {@code /schemas} that are read as well, without their ending
     */
    static <V, A extends SpecificRecord> AvroSerde<V, A> of(
            Class<A> type, Function<V, A> toAvro, Function<A, V> fromAvro, String... earlier) {
        SpecificData data = SpecificData.getForClass(type);
        Schema schema = data.getSchema(type);
        return new AvroSerde<>(
                new RawMessageEncoder<>(data, schema),
                new BinaryMessageDecoder<>(data, schema, EarlierSchemas.of(earlier)),
                toAvro,
                fromAvro,
                schema,
                WireFormat.SINGLE_OBJECT);
    }

    /** The same in another format. */
    AvroSerde<V, A> in(WireFormat format) {
        return new AvroSerde<>(encoder, decoder, toAvro, fromAvro, schema, format);
    }

    /** Makes everything known that is needed to write to a topic, and to read what has been written to it. */
    void register(String topic) {
        format.register(topic, schema);
    }

    byte[] encode(String topic, V value) {
        byte[] header = format.header(topic, schema);
        try {
            ByteBuffer body = encoder.encode(toAvro.apply(value));
            return ByteBuffer.allocate(header.length + body.remaining())
                    .put(header)
                    .put(body)
                    .array();
        } catch (IOException | AvroRuntimeException e) {
            throw new WireException("cannot be written as Avro: " + e.getMessage(), e);
        }
    }

    V decode(byte[] bytes) {
        A read = read(bytes);
        try {
            return fromAvro.apply(read);
        } catch (RuntimeException e) {
            throw new WireException("holds a value out of range: " + e.getMessage(), e);
        }
    }

    A read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        MessageDecoder<A> chosen = WireFormat.isNumbered(bytes) ? format.decoder(buffer, schema) : decoder;
        try {
            return chosen.decode(buffer);
        } catch (BadHeaderException e) {
            throw new WireException("not an Avro single object: " + bytes.length + " bytes without its marker", e);
        } catch (MissingSchemaException e) {
            throw new WireException("written with an unknown schema: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new WireException("not readable as Avro: " + e.getMessage(), e);
        }
    }

    @Override
    public Serializer<V> serializer() {
        return (topic, value) -> value == null ? null : encode(topic, value);
    }

    @Override
    public Deserializer<V> deserializer() {
        return new Deserializer<>() {
            @Override
            public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
                return bytes == null ? null : decode(bytes);
            }
        };
    }
}
