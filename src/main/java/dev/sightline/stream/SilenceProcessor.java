package dev.sightline.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.FrameId;
import dev.sightline.track.TrackerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that a camera is lost when nobody else does: a process that is killed says nothing of its cameras. When neither a
 * status nor a frame of a camera has come for long enough, a status of it is written to the topic of the others, and again
 * every few seconds, as ingest does. Tracker and rules come to know when that record is read, so that they do the same when
 * the past is read again.
 *
 * <p>Silence is counted in turns of a clock that this thread takes, not as a difference of times: a clock that jumps and a
 * thread that waited for the broker make no camera silent.
 */
final class SilenceProcessor extends ContextualProcessor<byte[], Object, byte[], Object> {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceProcessor.class);
    private static final Duration TURN = Duration.ofSeconds(1);

    /** After so many turns of silence it is told again: rules have no clock but what is told. */
    private static final int AGAIN = 5;

    /** A camera whose statuses were deleted, of which nothing is to be told any more. */
    record Forgotten(String camera) {}

    private final long limit;
    private final String detail;
    private final Map<String, Integer> silentTurns = new HashMap<>();
    private KeyValueStore<String, CameraStatus> statuses;
    private KeyValueStore<String, TrackerState> trackers;

    /**
     * Prepares it.
     *
     * @param limit how long a camera may be silent, at least twice the pace of its statuses
     */
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    SilenceProcessor(Duration limit) {
        this.limit = limit.dividedBy(TURN);
        this.detail = "nothing was heard of its ingest for " + limit.toSeconds() + " s; see whether it runs";
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        statuses = context.getStateStore(AnalyzeTopology.STATUS_STORE);
        trackers = context.getStateStore(AnalyzeTopology.TRACKER_STORE);
        silentTurns.clear();
        try (var all = statuses.all()) {
            all.forEachRemaining(entry -> silentTurns.put(entry.key, 0));
        }
        context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, this::turn);
    }

    /** Takes a {@link CameraStatus}, the {@link FrameId} of a frame or that a camera is {@link Forgotten}. */
    @Override
    public void process(Record<byte[], Object> record) {
        if (record.value() instanceof CameraStatus status) {
            statuses.put(status.camera(), status);
            boolean isOurs = status.detail().equals(detail);
            silentTurns.merge(status.camera(), 0, (turns, none) -> isOurs ? turns : none);
        } else if (record.value() instanceof FrameId frame) {
            silentTurns.computeIfPresent(frame.camera(), (camera, turns) -> 0);
        } else if (record.value() instanceof Forgotten forgotten) {
            statuses.delete(forgotten.camera());
            silentTurns.remove(forgotten.camera());
        }
    }

    private void turn(long now) {
        silentTurns.replaceAll((camera, turns) -> turns + 1);
        silentTurns.forEach((camera, turns) -> {
            if (turns >= limit && (turns - limit) % AGAIN == 0) {
                lose(statuses.get(camera), Instant.ofEpochMilli(now));
            }
        });
    }

    private void lose(CameraStatus last, Instant now) {
        TrackerState tracker = trackers.get(last.camera());
        if (last.state() == State.ENDED && (tracker == null || tracker.tracks().isEmpty())) {
            return;
        }
        boolean came = tracker != null && tracker.epoch() == last.epoch();
        CameraStatus silent = last.silent(now, came ? tracker.sequence() : -1, detail);
        if (last.state() != silent.state()) {
            LOG.warn("camera {}: {} {}", silent.camera(), silent.state(), detail);
        }
        var told = new SilentCamera(silent, context().taskId().partition());
        context()
                .forward(
                        new Record<>(
                                silent.camera().getBytes(UTF_8),
                                told,
                                silent.at().toEpochMilli()),
                        AnalyzeTopology.SILENT_CAMERAS);
    }
}
