package dev.sightline.stream;

import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Detections;
import dev.sightline.detect.EngineLostException;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.TiledPicture;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.frame.JpegCodec;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one frame: decodes it, has it detected in a batch with the frames of other stream threads, and forwards the
 * result before it returns. Kafka Streams commits a record's offset once {@code process} has returned, so a frame that
 * was still waiting for its batch at a crash is read again. The picture of a camera with tiles is one unit of a batch with
 * them, and leaves as one record as well.
 *
 * <p>Every frame leaves exactly one record: its detections, its detections with the reason why it was skipped, or a dead
 * letter. Only where the engine is lost it throws: the topology stops, and the frame is read again when it starts again.
 */
public final class DetectProcessor extends ContextualProcessor<byte[], byte[], byte[], Object> {
    /**
     * What all processors share.
     *
     * @param frames the frames topic
     * @param codec decodes the pictures
     * @param batcher the way to the detector
     * @param inputSize the size that the detector wants
     * @param tiles how the pictures of a camera are cut into tiles, by its id; the others are not
     * @param model which model looks
     * @param maxAge frames older than this are skipped
     * @param metrics where every frame is counted
     * @param trace follows some
     */
    public record Parts(
            Topic<Frame> frames,
            JpegCodec codec,
            Batcher batcher,
            ImageSize inputSize,
            Map<String, Tiling> tiles,
            ModelId model,
            Duration maxAge,
            PipelineMetrics metrics,
            Trace trace) {
        /** Copies the map. */
        public Parts {
            tiles = Map.copyOf(tiles);
        }
    }

    private final Parts parts;
    /** When a commit was last asked for, in milliseconds since 1970-01-01 UTC. */
    private long committedAt;
    /** The step of the record at hand. */
    private Step present = Step.NONE;

    /** A processor for one task. */
    public DetectProcessor(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try (Step step = TraceHeaders.next(parts.trace(), "detect", record.headers())) {
            present = step;
            look(TraceHeaders.with(record, step));
        }
    }

    private void look(Record<byte[], byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        Frame frame = null;
        try {
            frame = read(record);
            present.with("camera", frame.id().camera());
            detect(record, frame, Places.of(at));
        } catch (WireException e) {
            deadLetter(record, at, frame, "not-avro", e);
        } catch (BadImageException e) {
            deadLetter(record, at, frame, "bad-image", e);
        } catch (EngineLostException e) {
            present.failed("engine-lost");
            throw e;
        } catch (DetectionException e) {
            deadLetter(record, at, frame, "detection-failed", e);
        }
    }

    private Frame read(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new WireException("the record has no value");
        }
        Frame frame = parts.frames().decode(record.value());
        if (!frame.id().camera().equals(text(record.key()))) {
            throw new WireException(
                    "the record's key is not its camera " + frame.id().camera());
        }
        return frame;
    }

    private void detect(Record<byte[], byte[]> record, Frame frame, FrameRef ref) throws BadImageException {
        String camera = frame.id().camera();
        if (age(frame).compareTo(parts.maxAge()) > 0) {
            present.with("skipped", "too-old");
            forward(record, result(frame, ref, "too-old", List.of()));
            parts.metrics().frameSkipped(camera, "too-old");
            return;
        }
        forward(record, result(frame, ref, null, look(frame)));
        Duration age = age(frame);
        commit(age);
        parts.metrics().frameDetected(camera, age);
    }

    /** A picture and its tiles go through the detector together, and are one frame again after it. */
    private List<Detection> look(Frame frame) throws BadImageException {
        Tiling tiling = parts.tiles().get(frame.id().camera());
        if (tiling == null) {
            return parts.batcher().detect(decode(frame, parts.inputSize()));
        }
        Image picture = decode(frame, tiling.pictureSize(parts.inputSize()));
        var tiled = new TiledPicture(picture, tiling);
        return tiled.merge(parts.batcher().detect(tiled.images()));
    }

    private Image decode(Frame frame, ImageSize size) throws BadImageException {
        Image picture = parts.codec().decode(frame.jpeg(), size);
        present.reached("decoded");
        return picture;
    }

    /**
     * Nobody sees a frame's detections before they are committed, and a commit costs as much as a few frames. So a frame
     * waits for it at most half as long as it has taken so far: on a quiet pipeline every frame is committed at once, and
     * the further behind it is, the more frames share a commit.
     */
    private void commit(Duration age) {
        long now = context().currentSystemTimeMs();
        if (now - committedAt >= age.toMillis() / 2) {
            committedAt = now;
            context().commit();
        }
    }

    private Duration age(Frame frame) {
        return Duration.between(
                frame.receivedAt(), Instant.ofEpochMilli(context().currentSystemTimeMs()));
    }

    private Detections result(Frame frame, FrameRef ref, @Nullable String skipped, List<Detection> found) {
        return new Detections(
                frame.id(),
                ref,
                frame.capturedAt(),
                frame.receivedAt(),
                frame.sourceSize(),
                parts.model(),
                skipped,
                found);
    }

    private void forward(Record<byte[], byte[]> record, Detections detections) {
        context().forward(record.withValue(detections), DetectTopology.DETECTIONS);
    }

    private void deadLetter(
            Record<byte[], byte[]> record, RecordMetadata at, @Nullable Frame frame, String reason, Exception cause) {
        present.failed(reason);
        context()
                .forward(
                        record.withValue(DeadLetters.of(record, at, "detect", reason, cause)),
                        DetectTopology.DEAD_LETTERS);
        parts.metrics().frameDeadLettered(frame == null ? "unknown" : frame.id().camera(), reason);
    }

    private static String text(byte @Nullable [] key) {
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
