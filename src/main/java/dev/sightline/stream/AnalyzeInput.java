package dev.sightline.stream;

import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** How the processors of {@link AnalyzeTopology} read their records. */
final class AnalyzeInput {
    private AnalyzeInput() {}

    /** The value of a record; null where it cannot be read, which is put aside then. */
    static <V> @Nullable V read(
            Topic<V> topic, Record<byte[], byte[]> record, ProcessorContext<byte[], Object> context) {
        try {
            if (record.value() == null) {
                throw new WireException("the record has no value");
            }
            return topic.decode(record.value());
        } catch (WireException e) {
            var at = context.recordMetadata().orElseThrow();
            context.forward(
                    record.withValue(DeadLetters.of(record, at, "analyze", "not-avro", e)),
                    AnalyzeTopology.DEAD_LETTERS);
            return null;
        }
    }
}
