package dev.sightline.replay;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.CameraStatus.State;
import dev.sightline.camera.Tampering;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A day at one camera, made of a seed: every few minutes some objects walk about, stand around and leave; now and then a
 * frame is skipped, the picture is covered, or the connection is lost and comes back with a new epoch or the old one. Every six
 * hours another profile is switched on.
 */
final class Day {
    static final Instant START = Instant.parse("2026-05-04T00:00:00Z");

    /** When each camera's picture is covered, and nothing comes after that. */
    static final Instant LAST = START.plus(Duration.ofDays(1)).minusSeconds(60);

    private static final Duration PACE = Duration.ofMillis(200);

    private final Topics topics;
    private final String camera;
    private final int partition;
    private final List<ProducerRecord<byte[], byte[]>> out;
    private final SplittableRandom random;
    private Instant now = START;
    private long epoch = 1;
    private long sequence;

    private Day(Topics topics, String camera, int partition, List<ProducerRecord<byte[], byte[]>> out) {
        this.topics = topics;
        this.camera = camera;
        this.partition = partition;
        this.out = out;
        this.random = new SplittableRandom(camera.hashCode());
    }

    /** Creates the topics; they keep what is older than the clock of this machine would have it. */
    static void createTopics(Topics topics, String servers, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            List<NewTopic> wanted = Stream.of(
                            topics.detections(), topics.cameras(), topics.controls(), topics.tracks(), topics.alerts())
                    .map(topic ->
                            new NewTopic(topic.name(), partitions, (short) 1).configs(Map.of("retention.ms", "-1")))
                    .toList();
            admin.createTopics(wanted).all().get(20, TimeUnit.SECONDS);
        }
    }

    /** Writes {@code episodes} of each camera, spread over a day; everything in the order of its time. */
    static void write(Topics topics, String servers, Map<String, Integer> partitions, int episodes) throws Exception {
        var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var camera : partitions.entrySet()) {
            var day = new Day(topics, camera.getKey(), camera.getValue(), all);
            for (int i = 0; i < episodes; i++) {
                day.now = START.plus(Duration.ofDays(1).dividedBy(episodes).multipliedBy(i));
                day.episode();
            }
            day.now = LAST;
            day.status(State.CONNECTED, Tampering.BLACK);
        }
        for (int partition : new TreeSet<>(partitions.values())) {
            for (int hour = 5; hour < 24; hour += 6) {
                Instant at = START.plus(Duration.ofHours(hour)).plusMillis(10_050);
                byte[] change = topics.controls().encode(new ProfileSwitch(hour % 12 == 5 ? "away" : "home", at));
                all.add(new ProducerRecord<>(topics.controls().name(), partition, at.toEpochMilli(), null, change));
            }
        }
        all.sort(Comparator.comparing(ProducerRecord::timestamp));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers, "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var sent = all.stream().map(producer::send).toList();
            for (var one : sent) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private void episode() {
        status(State.CONNECTED, Tampering.NONE);
        walk(30);
        switch (random.nextInt(5)) {
            case 0 -> lose(State.STALLED, Duration.ofSeconds(5));
            case 1 -> {
                lose(State.LOST, Duration.ofSeconds(40));
                epoch++;
                sequence = 0;
            }
            case 2 -> status(State.CONNECTED, Tampering.BLACK);
            default -> {}
        }
        walk(30);
        status(State.CONNECTED, Tampering.NONE);
        walk(5);
    }

    private void lose(State state, Duration away) {
        now = now.plusMillis(2_100);
        status(State.CONNECTED, Tampering.NONE);
        now = now.plusMillis(2_900);
        status(state, Tampering.NONE);
        for (Duration gone = Duration.ZERO; gone.compareTo(away) < 0; gone = gone.plusSeconds(5)) {
            now = now.plusSeconds(5);
            status(state, Tampering.NONE);
        }
        now = now.plusMillis(500);
        status(State.CONNECTED, Tampering.NONE);
    }

    /** So many seconds in which up to three objects walk, each at its own pace and height. */
    private void walk(int seconds) {
        int objects = random.nextInt(4);
        double[] x = new double[objects];
        double[] pace = new double[objects];
        for (int i = 0; i < objects; i++) {
            x[i] = random.nextDouble();
            pace[i] = random.nextInt(3) == 0 ? 0 : 0.02 * (random.nextDouble() - 0.5);
        }
        for (int frame = 0; frame < 5 * seconds; frame++) {
            now = now.plus(PACE);
            List<Detection> found = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                x[i] += pace[i];
                if (x[i] > 0.1 && x[i] < 0.9 && random.nextInt(12) > 0) {
                    found.add(detection(i, x[i]));
                }
            }
            frame(random.nextInt(40) == 0 ? "too-old" : null, found);
        }
    }

    private Detection detection(int lane, double x) {
        boolean isDog = lane == 2;
        return new Detection(
                isDog ? "dog" : "person",
                isDog ? 18 : 1,
                0.72 + 0.2 * random.nextDouble(),
                BoundingBox.ofCenter(x, 0.3 + 0.2 * lane, 0.1, 0.25));
    }

    private void frame(@Nullable String skipped, List<Detection> found) {
        var detections = new Detections(
                new FrameId(camera, epoch, sequence),
                new FrameRef(topics.frames().name(), partition, 1000 * epoch + sequence),
                null,
                now,
                new ImageSize(640, 480),
                new ModelId("test", "1", "00".repeat(32)),
                skipped,
                skipped == null ? found : List.of());
        sequence++;
        send(topics.detections(), detections);
    }

    private void status(State state, Tampering tampering) {
        boolean fine = tampering == Tampering.NONE;
        send(
                topics.cameras(),
                new CameraStatus(
                        camera,
                        state,
                        now,
                        now,
                        "",
                        epoch,
                        sequence - 1,
                        sequence,
                        0,
                        Map.of(),
                        sequence,
                        0,
                        5,
                        tampering,
                        fine ? null : now));
    }

    private <V> void send(Topic<V> topic, V value) {
        out.add(new ProducerRecord<>(
                topic.name(),
                partition,
                now.toEpochMilli(),
                camera.getBytes(StandardCharsets.UTF_8),
                topic.encode(value)));
    }
}
