package dev.sightline.stream;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.frame.FrameRef;
import dev.sightline.wire.Topic;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

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
        ProfileSwitch change = AnalyzeInput.read(topic, record, context());
        if (change != null) {
            var place = Places.of(context().recordMetadata().orElseThrow());
            context().forward(record.withValue(new Switch(change, place)), AnalyzeTopology.ALERT);
        }
    }
}
