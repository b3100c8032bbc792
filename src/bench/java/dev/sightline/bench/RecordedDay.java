package dev.sightline.bench;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.track.BestView;
import dev.sightline.track.LabelCount;
import dev.sightline.track.PathPoint;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of a day of cameras at which one object after the other walks across the picture for 20 s: five frames a
 * second, in each of them one detection and one event.
 */
final class RecordedDay {
    static final int PER_SECOND = 5;
    private static final int WALK = 20 * PER_SECOND;
    private static final String MODEL = "0".repeat(64);
    private static final ImageSize SIZE = new ImageSize(1920, 1080);

    private final Topics topics;
    private final int partitions;
    private final Instant start;

    RecordedDay(Topics topics, int partitions, Instant start) {
        this.topics = topics;
        this.partitions = partitions;
        this.start = start;
    }

    static String camera(int index) {
        return "camera-" + index;
    }

    /** Writes it; returns the number of track events. */
    long write(String servers, int cameras, Duration length) throws ExecutionException, InterruptedException {
        long frames = length.toSeconds() * PER_SECOND;
        var settings = Map.<String, Object>of(
                "bootstrap.servers", servers, "linger.ms", 50, "batch.size", 512 << 10, "buffer.memory", 128L << 20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long[] offsets = new long[partitions];
            for (long frame = 0; frame < frames; frame++) {
                for (int camera = 0; camera < cameras; camera++) {
                    int partition = camera % partitions;
                    write(producer, camera, frame, offsets[partition]++);
                }
            }
            producer.flush();
        }
        return frames * cameras;
    }

    private void write(KafkaProducer<byte[], byte[]> producer, int index, long frame, long offset) {
        String camera = camera(index);
        int partition = index % partitions;
        Instant at = start.plusMillis(frame * 1000 / PER_SECOND + index);
        var ref = new FrameRef(topics.frames().name(), partition, offset);
        var id = new FrameId(camera, 1, frame);
        BoundingBox box = box(frame);
        var detections = new Detections(
                id,
                ref,
                null,
                at,
                SIZE,
                new ModelId("bench", "1", MODEL),
                null,
                List.of(new Detection("person", 1, 0.875, box)));
        TrackEvent event = event(id, ref, new FrameRef(topics.detections().name(), partition, offset), at, box);
        byte[] key = camera.getBytes(StandardCharsets.UTF_8);
        long time = at.toEpochMilli();
        var unused = producer.send(new ProducerRecord<>(
                topics.detections().name(),
                partition,
                time,
                key,
                topics.detections().encode(detections)));
        unused = producer.send(new ProducerRecord<>(
                topics.tracks().name(), partition, time, key, topics.tracks().encode(event)));
    }

    private static BoundingBox box(long frame) {
        return BoundingBox.ofCenter(0.1 + 0.8 * (frame % WALK) / WALK, 0.5, 0.1, 0.3);
    }

    private static TrackEvent event(FrameId id, FrameRef ref, FrameRef detections, Instant at, BoundingBox box) {
        long step = id.sequence() % WALK;
        Instant first = at.minusMillis(step * 1000 / PER_SECOND);
        var type = step == 0
                ? TrackEvent.Type.STARTED
                : step == WALK - 1 ? TrackEvent.Type.ENDED : TrackEvent.Type.UPDATED;
        return new TrackEvent(
                type,
                new TrackId(id.camera(), 1, id.sequence() / WALK + 1),
                "person",
                1,
                id,
                ref,
                detections,
                MODEL,
                at,
                first,
                at,
                box,
                new Velocity(0.13, 0),
                0.875,
                0.875,
                new BestView(0.875, id, ref),
                null,
                List.of(new PathPoint(first, 0.1, 0.5), new PathPoint(at, 0.5, 0.5)),
                List.of(new LabelCount("person", 1, step + 1, 0.875 * (step + 1), first)),
                List.of("right"),
                type == TrackEvent.Type.ENDED ? TrackEvent.EndReason.LOST : null);
    }
}
