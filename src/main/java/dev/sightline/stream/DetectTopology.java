package dev.sightline.stream;

import dev.sightline.detect.Detections;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topics;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Frames in, detections out.
 *
 * <pre>
 * frames ─▶ detect ─▶ detections
 *             └─────▶ dead-letters
 * </pre>
 */
public final class DetectTopology {
    /** Under load; otherwise {@link DetectProcessor} commits earlier by itself. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(250);

    static final String DETECTIONS = "detections";
    static final String DEAD_LETTERS = "dead-letters";

    private DetectTopology() {}

    /** Builds the topology; {@code processor} gives a new {@link DetectProcessor} at each call. */
    public static Topology build(Topics topics, ProcessorSupplier<byte[], byte[], byte[], Object> processor) {
        return new Topology()
                .addSource(
                        "frames",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.frames().name())
                .addProcessor("detect", processor, "frames")
                .addSink(
                        DETECTIONS,
                        topics.detections().name(),
                        new ByteArraySerializer(),
                        topics.detections().serde().serializer(),
                        SamePartition.<Detections>of(
                                detections -> detections.ref().partition()),
                        "detect")
                .addSink(
                        DEAD_LETTERS,
                        topics.deadLetters().name(),
                        new ByteArraySerializer(),
                        topics.deadLetters().serde().serializer(),
                        SamePartition.<DeadLetter>of(DeadLetter::partition),
                        "detect");
    }
}
