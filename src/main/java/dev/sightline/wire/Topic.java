package dev.sightline.wire;

import org.apache.kafka.common.serialization.Serde;

/**
 * A topic and what it carries. Keys are camera ids.
 *
 * @param name the topic's full name, e.g. {@code sightline.frames}
 * @param serde of its values
 */
public record Topic<V>(String name, Serde<V> serde) {
    /**
     * Reads a value.
     *
     * @throws WireException if the bytes are not a value of this topic
     */
    public V decode(byte[] value) {
        return serde.deserializer().deserialize(name, value);
    }

    /** Writes a value. */
    public byte[] encode(V value) {
        return serde.serializer().serialize(name, value);
    }
}
