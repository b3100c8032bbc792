package dev.sightline.stream;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.frame.FrameRef;
import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Hands on which profile is switched on. */
final class ControlProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private final Topic<ProfileSwitch> topic;

    /**
     * A profile that is switched on.
     *
     * @param change which and when
     * @param place where its record is
     */
    record Switch(ProfileSwitch change, FrameRef place) {}

    ControlProcessor(Topic<ProfileSwitch> topic) {
        this.topic = topic;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        try {
            if (record.value() == null) {
                throw new WireException("the record has no value");
            }
            var place = Places.of(at);
            context().forward(record.withValue(new Switch(topic.decode(record.value()), place)), AnalyzeTopology.ALERT);
        } catch (WireException e) {
            context()
                    .forward(
                            record.withValue(DeadLetters.of(record, at, "analyze", "not-avro", e)),
                            AnalyzeTopology.DEAD_LETTERS);
        }
    }
}
