package dev.sightline.wire;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** A record as one line of JSON, field by field as in its schema; of a field of bytes only the number of bytes. */
public final class JsonLine {
    private JsonLine() {}

    /**
     * Turns the value of a record of one of our topics into JSON, without mapping it to the domain.
     *
     * @throws WireException if the bytes were not written with one of our schemas
     */
    public static <V> String of(Topic<V> topic, byte[] value) {
        if (topic.serde() instanceof AvroSerde<V, ?> serde) {
            return json(serde.read(value));
        }
        throw new IllegalArgumentException(topic.name() + " does not carry Avro");
    }

    private static String json(@Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof IndexedRecord object) {
            StringJoiner fields = new StringJoiner(",", "{", "}");
            for (Schema.Field field : object.getSchema().getFields()) {
                Object content = object.get(field.pos());
                fields.add(
                        content instanceof ByteBuffer bytes
                                ? quoted(field.name() + "Bytes") + ":" + bytes.remaining()
                                : quoted(field.name()) + ":" + json(content));
            }
            return fields.toString();
        }
        if (value instanceof Collection<?> list) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            list.forEach(item -> items.add(json(item)));
            return items.toString();
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(",", "{", "}");
            map.forEach((key, content) -> entries.add(quoted(String.valueOf(key)) + ":" + json(content)));
            return entries.toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        return GenericData.get().toString(text);
    }
}
