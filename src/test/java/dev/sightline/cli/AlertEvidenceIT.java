package dev.sightline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.AlertRules;
import dev.sightline.app.AlertPictures;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.EvidenceKeeper;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.stream.TopicSetup;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A minute at one gate: a dog and a person who stays for a while; then alerts without a picture. */
@Timeout(90)
@SuppressWarnings("NullAway.Init") // JUnit starts the broker first
class AlertEvidenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ImageSize SIZE = new ImageSize(64, 48);
    private static final int FRAMES = 60;
    private static final List<Alert> ALERTS = new CopyOnWriteArrayList<>();
    private static final List<AlertEvidence> EVIDENCE = new CopyOnWriteArrayList<>();
    private static final MicrometerMetrics METRICS = new MicrometerMetrics();

    @TempDir
    static Path folder;

    private static Instant start;
    private static EmbeddedBroker broker;
    private static KafkaSettings kafka;
    private static Path rules;

    @BeforeAll
    static void live() throws Exception {
        start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        rules = Files.writeString(folder.resolve("rules.yaml"), """
                cameras:
                  - {id: gate, url: "rtsp://127.0.0.1/gate"}
                rules:
                  - {id: somebody, camera: gate, presence: {labels: [person], minScore: 0.5}, for: 2s, cooldown: 1s}
                """);
        SightlineConfig config = new ConfigReader(Map.of()).read(rules);
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        kafka = new KafkaSettings(broker.bootstrapServers(), SightlineConfig.DEFAULT.withDataFolder(folder).stream());
        TopicSetup.ensure(kafka);
        record();
        var live = new AlertRules(config.rules());
        var topology = AnalyzeTopology.build(
                kafka.topics(), new BoxTracker(TrackerSettings.DEFAULT), Set.of(), () -> live, PipelineMetrics.NONE);
        try (var runner = new StreamsRunner(kafka, "analyze", 1, AnalyzeTopology.COMMIT_INTERVAL, topology);
                var tail = TopicTail.start(
                        kafka, List.of(Subscription.to(kafka.topics().alerts(), Integer.MAX_VALUE, ALERTS::add)))) {
            assertThat(tail.awaitReady(PATIENCE)).isTrue();
            runner.start();
            await().atMost(PATIENCE).until(() -> ALERTS.stream().anyMatch(one -> one.kind() == Alert.Kind.ENDED));
        }
        keepTwice();
    }

    /** The second keeper goes on where the first one stopped. */
    private static void keepTwice() throws Exception {
        try (var tail = TopicTail.start(
                kafka, List.of(Subscription.to(kafka.topics().evidence(), Integer.MAX_VALUE, EVIDENCE::add)))) {
            assertThat(tail.awaitReady(PATIENCE)).isTrue();
            try (var first = EvidenceKeeper.start(kafka, new AlertPictures(), METRICS, start)) {
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> assertThat(EVIDENCE).as(first.state()).hasSize(2));
                assertThat(first.running()).isTrue();
            }
            Alert raised = raised();
            send(List.of(
                    record(
                            kafka.topics().alerts(),
                            raised.at(),
                            lost(raised, "aa", new FrameRef("sightline.frames", 0, 999))),
                    record(kafka.topics().alerts(), raised.at(), lost(raised, "bb", null))));
            try (var second = EvidenceKeeper.start(kafka, new AlertPictures(), METRICS, start)) {
                await().atMost(PATIENCE).until(() -> EVIDENCE.size() == 4);
                assertThat(second.running()).isTrue();
            }
        }
    }

    /** The same with another id and without the picture. */
    private static Alert lost(Alert alert, String id, @Nullable FrameRef ref) {
        return new Alert(
                id.repeat(16),
                alert.kind(),
                alert.rule(),
                alert.ruleVersion(),
                alert.severity(),
                alert.camera(),
                alert.zone(),
                alert.at(),
                alert.since(),
                alert.objects(),
                ref == null ? null : alert.frame(),
                ref,
                alert.cause(),
                alert.model(),
                alert.suppressed(),
                alert.values(),
                alert.message());
    }

    private static Alert raised() {
        return ALERTS.stream()
                .filter(one -> one.kind() == Alert.Kind.RAISED)
                .findFirst()
                .orElseThrow();
    }

    private static void record() throws Exception {
        var all = new ArrayList<ProducerRecord<byte[], byte[]>>();
        ByteBuffer jpeg = new OpenCvJpegCodec().encode(new Image(SIZE, new byte[3 * 64 * 48]), 90);
        for (int i = 0; i < FRAMES; i++) {
            Instant at = start.plusMillis(200L * i);
            var id = new FrameId("gate", 1, i);
            all.add(record(kafka.topics().frames(), at, new Frame(id, null, at, SIZE, SIZE, jpeg)));
            all.add(record(
                    kafka.topics().detections(),
                    at,
                    new Detections(
                            id,
                            new FrameRef(kafka.topics().frames().name(), 0, i),
                            null,
                            at,
                            SIZE,
                            new ModelId("test", "1", "00".repeat(32)),
                            null,
                            seen(i))));
        }
        send(all);
    }

    private static List<Detection> seen(int i) {
        var dog = new Detection("dog", 18, 0.9, BoundingBox.ofCenter(0.8, 0.8, 0.2, 0.2));
        var person = new Detection("person", 1, 0.8, BoundingBox.ofCenter(0.2, 0.4, 0.1, 0.4));
        return i < 20 ? List.of(dog, person) : List.of(dog);
    }

    private static <V> ProducerRecord<byte[], byte[]> record(Topic<V> topic, Instant at, V value) {
        return new ProducerRecord<>(
                topic.name(), 0, at.toEpochMilli(), "gate".getBytes(StandardCharsets.UTF_8), topic.encode(value));
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var one : records.stream().map(producer::send).toList()) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
        METRICS.close();
    }

    @Test
    void isKeptOnceForEachAlertWithThePictureAndTheTracks() throws Exception {
        Alert raised = raised();
        AlertEvidence kept = EVIDENCE.get(0);
        assertThat(EVIDENCE)
                .extracting(AlertEvidence::alert)
                .containsExactly(raised.id(), raised.id(), "aa".repeat(16), "bb".repeat(16));
        assertThat(kept.isOf(raised)).isTrue();
        assertThat(kept.frame()).isEqualTo(raised.ref());
        assertThat(kept.cause()).isEqualTo(raised.cause());
        assertThat(kept.tracks()).containsOnlyKeys(raised.objects().get(0).track());
        Image picture = new OpenCvJpegCodec().decode(requireNonNull(kept.jpeg()), SIZE);
        assertThat(picture.size()).isEqualTo(SIZE);
        assertThat(picture.bgr()[brightest(picture)] & 255)
                .as("a box is drawn on black")
                .isGreaterThan(100);
    }

    private static int brightest(Image picture) {
        int best = 0;
        for (int i = 0; i < picture.bgr().length; i++) {
            best = (picture.bgr()[i] & 255) > (picture.bgr()[best] & 255) ? i : best;
        }
        return best;
    }

    @Test
    void saysWhyThereIsNoPicture() {
        assertThat(EVIDENCE).extracting(AlertEvidence::reason).containsExactly(null, "over", "gone", "no-frame");
        assertThat(METRICS.scrape())
                .contains("sightline_evidence_stored_total{picture=\"drawn\"} 1.0")
                .contains("sightline_evidence_stored_total{picture=\"over\"} 1.0")
                .contains("sightline_evidence_stored_total{picture=\"gone\"} 1.0")
                .contains("sightline_evidence_stored_total{picture=\"no-frame\"} 1.0");
    }
}
