package dev.sightline.stream;

import dev.sightline.camera.CameraStatus;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameSink;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import dev.sightline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts frames and camera status into their topics, idempotently and in order. Each frame is counted once: as produced
 * when Kafka has acknowledged it, or as dropped with a reason.
 *
 * <p>Cameras are spread over the partitions by their position in the configuration, so that none is chosen twice while
 * another is empty. Safe for use by several threads.
 */
public final class CameraPublisher implements FrameSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraPublisher.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Topic<Frame> frames;
    private final Topic<CameraStatus> cameras;
    private final List<String> cameraIds;
    private final int partitions;
    private final PipelineMetrics metrics;
    private final Trace trace;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * Connects lazily.
     *
     * @param cameraIds the cameras in the order of the configuration
     * @param trace decides which frames are followed
     */
    public CameraPublisher(KafkaSettings kafka, List<String> cameraIds, PipelineMetrics metrics, Trace trace) {
        this.frames = kafka.topics().frames();
        this.cameras = kafka.topics().cameras();
        this.cameraIds = List.copyOf(cameraIds);
        this.metrics = metrics;
        this.trace = trace;
        // While the broker is away pictures wait in 64 MB for up to 10 s; what does not fit is dropped at once, because
        // a camera's reader must not wait.
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "max.request.size",
                        KafkaSettings.MAX_RECORD,
                        "buffer.memory",
                        64L << 20,
                        "max.block.ms",
                        200,
                        "request.timeout.ms",
                        5_000,
                        "delivery.timeout.ms",
                        10_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.partitions = kafka.stream().partitions();
    }

    /**
     * Waits until the broker has told where the topics are, so that no first picture is dropped for want of it. Returns
     * false after {@code limit}.
     */
    public boolean awaitTopics(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            try {
                producer.partitionsFor(frames.name());
                producer.partitionsFor(cameras.name());
                return true;
            } catch (TimeoutException e) {
                LOG.debug("topics not known yet", e);
            }
        }
        return false;
    }

    @Override
    public void accept(Frame frame) {
        String camera = frame.id().camera();
        Step step = trace.first("ingest", frame.receivedAt())
                .with("camera", camera)
                .with("frame", frame.id().toString());
        try {
            var unused = producer.send(
                    new ProducerRecord<>(
                            frames.name(),
                            partition(camera),
                            frame.receivedAt().toEpochMilli(),
                            key(camera),
                            frames.encode(frame),
                            TraceHeaders.with(new RecordHeaders(), step)),
                    (metadata, failure) -> count(camera, failure, step));
        } catch (KafkaException e) {
            count(camera, e, step);
        }
    }

    /** Publishes how a camera is; a status that cannot be delivered is logged and superseded by the next one. */
    public void status(CameraStatus status) {
        try {
            var unused = producer.send(
                    new ProducerRecord<>(
                            cameras.name(),
                            partition(status.camera()),
                            status.at().toEpochMilli(),
                            key(status.camera()),
                            cameras.encode(status)),
                    (metadata, failure) -> {
                        if (failure != null) {
                            LOG.warn("status of camera {} not delivered: {}", status.camera(), failure.getMessage());
                        }
                    });
        } catch (KafkaException e) {
            LOG.warn("status of camera {} not delivered: {}", status.camera(), e.getMessage());
        }
    }

    /** Waits up to 2 s for what is on its way. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    private void count(String camera, @Nullable Exception failure, Step step) {
        if (failure == null) {
            metrics.frameProduced(camera);
        } else {
            String reason = failure instanceof RecordTooLargeException ? "too-large" : "undelivered";
            metrics.frameDropped(camera, reason);
            step.failed(reason);
            LOG.debug("frame of camera {} not delivered", camera, failure);
        }
        step.close();
    }

    private int partition(String camera) {
        int position = cameraIds.indexOf(camera);
        return position < 0 ? Math.floorMod(camera.hashCode(), partitions) : position % partitions;
    }

    private static byte[] key(String camera) {
        return camera.getBytes(StandardCharsets.UTF_8);
    }
}
