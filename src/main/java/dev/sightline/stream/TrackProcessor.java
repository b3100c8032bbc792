package dev.sightline.stream;

import dev.sightline.alert.RuleInput;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;
import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.wire.Topic;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Takes each frame's detections to the tracker of its camera, whose state is in the store. */
final class TrackProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private final Topic<Detections> topic;
    private final Tracker tracker;
    private final Set<String> classTopics;
    private final Trace trace;
    private CameraTracks tracks;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    TrackProcessor(Topic<Detections> topic, Tracker tracker, Set<String> classTopics, Trace trace) {
        this.topic = topic;
        this.tracker = tracker;
        this.classTopics = classTopics;
        this.trace = trace;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        tracks = new CameraTracks(context, classTopics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try (Step step = TraceHeaders.next(trace, "track", record.headers())) {
            process(TraceHeaders.with(record, step), step);
        }
    }

    private void process(Record<byte[], byte[]> record, Step step) {
        Detections detections = AnalyzeInput.read(topic, record, context());
        if (detections == null) {
            step.failed("not-avro");
            return;
        }
        RecordMetadata at = context().recordMetadata().orElseThrow();
        step.with("camera", detections.frame().camera());
        context().forward(record.withValue(detections.frame()), AnalyzeTopology.SILENCE);
        TrackerState before = tracks.of(detections.frame().camera());
        var place = Places.of(at);
        tracks.take(record, before, tracker.update(before, detections, place), told(detections, place));
    }

    /** What rules are told of the frame itself. */
    static RuleInput told(Detections detections, FrameRef place) {
        return detections.skipped() != null
                ? new RuleInput.Passed(detections.frame())
                : new RuleInput.Looked(
                        detections.frame(),
                        detections.ref(),
                        detections.model().sha256(),
                        place,
                        detections.receivedAt());
    }
}
