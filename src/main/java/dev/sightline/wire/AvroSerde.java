package dev.sightline.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Carries domain values of type {@code V} as Avro records of type {@code A}. Reading fails with {@link WireException}
 * and with nothing else, whatever the bytes are. Safe for use by several threads.
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

    private final BinaryMessageEncoder<A> encoder;
    private final BinaryMessageDecoder<A> decoder;
    private final Function<V, A> toAvro;
    private final Function<A, V> fromAvro;

    AvroSerde(
            BinaryMessageEncoder<A> encoder,
            BinaryMessageDecoder<A> decoder,
            Function<V, A> toAvro,
            Function<A, V> fromAvro) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.toAvro = toAvro;
        this.fromAvro = fromAvro;
    }

    byte[] encode(V value) {
        try {
            ByteBuffer bytes = encoder.encode(toAvro.apply(value));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
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
        try {
            return decoder.decode(ByteBuffer.wrap(bytes));
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
        return (topic, value) -> value == null ? null : encode(value);
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
