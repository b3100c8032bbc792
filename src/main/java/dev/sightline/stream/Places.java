package dev.sightline.stream;

import dev.sightline.frame.FrameRef;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where records are. */
final class Places {
    private Places() {}

    static FrameRef of(ConsumerRecord<?, ?> record) {
        return new FrameRef(record.topic(), record.partition(), record.offset());
    }

    static FrameRef of(RecordMetadata record) {
        return new FrameRef(record.topic(), record.partition(), record.offset());
    }
}
