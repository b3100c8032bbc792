package dev.sightline.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.alert.RuleInput;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.condition.CameraHealth;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import dev.sightline.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Tells the tracker when a camera's stream is lost. A status says after which frame, so it does not matter whether it or
 * the detections of the last frames come first.
 *
 * <p>A process that is killed tells nothing. Tracks of its cameras end when it is back, with a first frame or the news that
 * there is none, or when {@link SilenceProcessor} tells that nothing is heard of it.
 */
final class StatusProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private final Topic<CameraStatus> topic;
    private final Tracker tracker;
    private final Set<String> classTopics;
    private final Duration lostAfter;
    private CameraTracks tracks;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    StatusProcessor(Topic<CameraStatus> topic, Tracker tracker, Set<String> classTopics, Duration lostAfter) {
        this.topic = topic;
        this.tracker = tracker;
        this.classTopics = classTopics;
        this.lostAfter = lostAfter;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        tracks = new CameraTracks(context, classTopics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            // A camera that was deleted from the compacted topic.
            context()
                    .forward(
                            record.withValue(new SilenceProcessor.Forgotten(new String(record.key(), UTF_8))),
                            AnalyzeTopology.SILENCE);
            return;
        }
        CameraStatus status = AnalyzeInput.read(topic, record, context());
        if (status == null) {
            return;
        }
        context().forward(record.withValue(status), AnalyzeTopology.SILENCE);
        TrackerState before = tracks.of(status.camera());
        var update = isLoss(status.state())
                ? tracker.lose(before, loss(status, before))
                : new TrackerUpdate(before, List.of(), List.of());
        RecordMetadata at = context().recordMetadata().orElseThrow();
        var place = Places.of(at);
        tracks.take(record, before, update, told(status, place));
    }

    /** Frames that have not come long after the loss are taken for dropped on their way. */
    private StreamLoss loss(CameraStatus status, TrackerState before) {
        boolean isOld = Duration.between(status.since(), status.at()).compareTo(lostAfter) > 0;
        long last = isOld && before.epoch() == status.epoch()
                ? Math.min(before.sequence(), status.lastSequence())
                : status.lastSequence();
        return new StreamLoss(status.epoch(), last, status.since());
    }

    /** What rules are told of a camera's status. */
    static RuleInput.Told told(CameraStatus status, FrameRef place) {
        var delivery =
                switch (status.state()) {
                    case CONNECTED -> CameraHealth.Delivery.PICTURES;
                    case CONNECTING, ENDED -> CameraHealth.Delivery.IDLE;
                    case STALLED -> CameraHealth.Delivery.STALLED;
                    case LOST, AUTH_FAILED -> CameraHealth.Delivery.OFFLINE;
                };
        boolean tampered = status.tampering() != Tampering.NONE;
        return new RuleInput.Told(
                status.camera(),
                new CameraHealth(delivery, tampered, status.at()),
                status.epoch(),
                status.lastSequence(),
                place);
    }

    /** Whether pictures no longer come. */
    static boolean isLoss(CameraStatus.State state) {
        return switch (state) {
            case STALLED, LOST, AUTH_FAILED, ENDED -> true;
            case CONNECTING, CONNECTED -> false;
        };
    }
}
