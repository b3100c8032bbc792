package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.AlertRules;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.StreamLoss;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The topology that analyzes, killed at many a record: the first ones, those around a loss of the stream, the last one. */
@Timeout(120)
class AnalyzeKilledIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int FRAMES = 24;
    private static final Set<Long> DEADLY = Set.of(0L, 2L, 11L, 12L, 23L);
    private static final Zone LEFT = new Zone(
            "left", new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1))));
    private static final Tracker TRACKER = new BoxTracker(TrackerSettings.DEFAULT, camera -> List.of(LEFT));
    private static final Topics TOPICS = new Topics("sightline");

    /** Lately, so that nothing is too old for its topic. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

    @TempDir
    Path folder;

    /** Dies at some frames and at every loss, when they are there for the first time: all since the last commit is undone. */
    private static final class Mortal implements Tracker {
        private final Set<Object> died = new HashSet<>();

        @Override
        public synchronized TrackerUpdate update(TrackerState state, Detections detections, FrameRef record) {
            TrackerUpdate update = TRACKER.update(state, detections, record);
            if (DEADLY.contains(detections.frame().sequence())) {
                dieOnceAt(detections.frame());
            }
            return update;
        }

        @Override
        public synchronized TrackerUpdate lose(TrackerState state, StreamLoss loss) {
            TrackerUpdate update = TRACKER.lose(state, loss);
            dieOnceAt(loss);
            return update;
        }

        private void dieOnceAt(Object input) {
            if (died.add(input)) {
                throw new IllegalStateException("killed at " + input);
            }
        }

        synchronized int deaths() {
            return died.size();
        }
    }

    @Test
    void givesTheSameTracksAsWithoutADeath() throws Exception {
        List<TestRecord<byte[], byte[]>> detections = detections();
        List<TestRecord<byte[], byte[]>> statuses = statuses();
        List<TrackEvent> expected = undisturbed(detections, statuses);
        assertThat(expected).extracting(TrackEvent::endReason).contains(TrackEvent.EndReason.STREAM_LOST);
        assertThat(expected).hasSizeGreaterThan(10);
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), settings());
            TopicSetup.ensure(kafka);
            publish(kafka, TOPICS.cameras(), statuses);
            publish(kafka, TOPICS.detections(), detections);
            var events = new CopyOnWriteArrayList<TrackEvent>();
            var persons = new CopyOnWriteArrayList<TrackEvent>();
            var mortal = new Mortal();
            var tail = TopicTail.start(
                    kafka,
                    List.of(
                            Subscription.to(TOPICS.tracks(), Integer.MAX_VALUE, events::add),
                            Subscription.to(TOPICS.tracks("person"), Integer.MAX_VALUE, persons::add)));
            try (tail;
                    var admin = Admin.create(kafka.client(Map.of()))) {
                while (events.size() < expected.size()) {
                    live(kafka, mortal, admin, () -> events.size() >= expected.size());
                }
                await().atMost(LIMIT)
                        .until(() -> !persons.isEmpty()
                                && persons.get(persons.size() - 1).endReason() != null);
            }
            assertThat(events).isEqualTo(expected);
            assertThat(persons)
                    .isEqualTo(events.stream()
                            .filter(event -> event.label().equals("person"))
                            .toList());
            assertThat(mortal.deaths()).isEqualTo(DEADLY.size() + statuses.size());
        }
    }

    /** Runs until it is done or has died too often. The group is told of each death, as it would find out in 10 s. */
    private static void live(KafkaSettings kafka, Mortal mortal, Admin admin, BooleanSupplier done) {
        try (var runner =
                new StreamsRunner(kafka, "analyze", 1, AnalyzeTopology.COMMIT_INTERVAL, topology(kafka, mortal))) {
            runner.start();
            int[] deaths = {mortal.deaths()};
            await().dontCatchUncaughtExceptions()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(LIMIT)
                    .until(() -> {
                        if (mortal.deaths() > deaths[0]) {
                            deaths[0] = mortal.deaths();
                            admin.removeMembersFromConsumerGroup(
                                            StreamsRunner.group(kafka, "analyze"),
                                            new RemoveMembersFromConsumerGroupOptions())
                                    .all()
                                    .get(5, TimeUnit.SECONDS);
                        }
                        return done.getAsBoolean() || !runner.healthy();
                    });
        }
    }

    private static Topology topology(KafkaSettings kafka, Tracker tracker) {
        var rules = new AlertRules(List.of());
        return AnalyzeTopology.build(kafka, tracker, () -> rules, PipelineMetrics.NONE, Trace.NONE);
    }

    /** As usual, with a topic of their own for persons. */
    private StreamSettings settings() {
        return SightlineConfig.DEFAULT.withDataFolder(folder).stream()
                .with(settings -> settings.classTopics = List.of("person"));
    }

    private List<TrackEvent> undisturbed(
            List<TestRecord<byte[], byte[]>> detections, List<TestRecord<byte[], byte[]>> statuses) {
        try (var driver = new TopologyTestDriver(
                topology(new KafkaSettings("localhost:1", settings()), TRACKER), new Properties())) {
            driver.createInputTopic(TOPICS.detections().name(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeRecordList(detections.subList(0, FRAMES / 2));
            driver.createInputTopic(TOPICS.cameras().name(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeRecordList(statuses);
            driver.createInputTopic(TOPICS.detections().name(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeRecordList(detections.subList(FRAMES / 2, FRAMES));
            return driver.createOutputTopic(
                            TOPICS.tracks().name(),
                            new ByteArrayDeserializer(),
                            TOPICS.tracks().serde().deserializer())
                    .readValuesToList();
        }
    }

    /** A person who walks from one zone to none, and a car that stands; the stream is lost in the middle. */
    private List<TestRecord<byte[], byte[]>> detections() {
        var records = new ArrayList<TestRecord<byte[], byte[]>>();
        for (int i = 0; i < FRAMES; i++) {
            Instant at = start.plusMillis(200L * i);
            var found = List.of(
                    new Detection("person", 1, 0.75, BoundingBox.ofCenter(0.3 + 0.02 * i, 0.5, 0.1, 0.4)),
                    new Detection("car", 3, 0.9, BoundingBox.ofCenter(0.2, 0.8, 0.2, 0.2)));
            var frame = new Detections(
                    new FrameId("gate", 5, i),
                    new FrameRef(TOPICS.frames().name(), 0, i),
                    null,
                    at,
                    new ImageSize(640, 480),
                    new ModelId("test", "1", "00".repeat(32)),
                    null,
                    found);
            records.add(new TestRecord<>(key(), TOPICS.detections().encode(frame), at));
        }
        return records;
    }

    /** Of a loss in the middle and one at the end. */
    private List<TestRecord<byte[], byte[]>> statuses() {
        return List.of(status(FRAMES / 2 - 1), status(FRAMES - 1));
    }

    private TestRecord<byte[], byte[]> status(int lastSequence) {
        Instant at = start.plusMillis(200L * lastSequence + 50);
        var status = new CameraStatus(
                "gate",
                CameraStatus.State.LOST,
                at,
                at,
                "",
                5,
                lastSequence,
                9,
                0,
                Map.of(),
                9,
                0,
                0,
                Tampering.NONE,
                null);
        return new TestRecord<>(key(), TOPICS.cameras().encode(status), at);
    }

    private static byte[] key() {
        return "gate".getBytes(StandardCharsets.UTF_8);
    }

    private static void publish(KafkaSettings kafka, Topic<?> topic, List<TestRecord<byte[], byte[]>> records)
            throws Exception {
        try (var producer =
                new KafkaProducer<>(kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (TestRecord<byte[], byte[]> record : records) {
                producer.send(new ProducerRecord<>(
                                topic.name(), 0, record.getRecordTime().toEpochMilli(), record.key(), record.value()))
                        .get(10, TimeUnit.SECONDS);
            }
        }
    }
}
