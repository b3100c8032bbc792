package dev.sightline.stream;

import dev.sightline.alert.RuleInput;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes each frame's detections to the tracker of its camera, whose state is in the store. */
final class TrackProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private final Topic<Detections> topic;
    private final Tracker tracker;
    private KeyValueStore<String, TrackerState> store;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    TrackProcessor(Topic<Detections> topic, Tracker tracker) {
        this.topic = topic;
        this.tracker = tracker;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        store = context.getStateStore(AnalyzeTopology.TRACKER_STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Detections detections;
        try {
            if (record.value() == null) {
                throw new WireException("the record has no value");
            }
            detections = topic.decode(record.value());
        } catch (WireException e) {
            context()
                    .forward(
                            record.withValue(DeadLetters.of(
                                    record, context().recordMetadata().orElseThrow(), "analyze", "not-avro", e)),
                            AnalyzeTopology.DEAD_LETTERS);
            return;
        }
        String camera = detections.frame().camera();
        RecordMetadata at = context().recordMetadata().orElseThrow();
        var ref = new FrameRef(at.topic(), at.partition(), at.offset());
        TrackerUpdate update = tracker.update(AnalyzeTopology.tracker(store, camera), detections, ref);
        store.put(camera, update.state());
        for (TrackEvent event : update.events()) {
            context().forward(record.withValue(event), AnalyzeTopology.TRACKS);
            context().forward(record.withValue(new RuleInput.Followed(event)), AnalyzeTopology.ALERT);
        }
        if (detections.skipped() == null) {
            context().forward(record.withValue(looked(detections, ref)), AnalyzeTopology.ALERT);
        }
    }

    private static RuleInput looked(Detections detections, FrameRef ref) {
        return new RuleInput.Looked(
                detections.frame(), detections.ref(), detections.model().sha256(), ref, detections.receivedAt());
    }
}
