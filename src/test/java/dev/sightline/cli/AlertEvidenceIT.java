package dev.sightline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.app.AlertPictures;
import dev.sightline.detect.Detection;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.EvidenceKeeper;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final int FRAMES = 60;
    private static final List<Alert> ALERTS = new CopyOnWriteArrayList<>();
    private static final List<AlertEvidence> EVIDENCE = new CopyOnWriteArrayList<>();
    private static final MicrometerMetrics METRICS = new MicrometerMetrics();

    private static Gate gate;

    @BeforeAll
    static void live(@TempDir Path folder) throws Exception {
        gate = new Gate(folder, """
                cameras:
                  - {id: gate, url: "rtsp://127.0.0.1/gate"}
                rules:
                  - {id: somebody, camera: gate, presence: {labels: [person], minScore: 0.5}, for: 2s, cooldown: 1s}
                """);
        gate.record(FRAMES, AlertEvidenceIT::seen);
        ALERTS.addAll(gate.analyze(all -> all.stream().anyMatch(one -> one.kind() == Alert.Kind.ENDED)));
        keepTwice(gate.kafka());
    }

    /** The second keeper goes on where the first one stopped. */
    private static void keepTwice(KafkaSettings kafka) throws Exception {
        try (var tail = TopicTail.start(
                kafka, List.of(Subscription.to(kafka.topics().evidence(), Integer.MAX_VALUE, EVIDENCE::add)))) {
            assertThat(tail.awaitReady(PATIENCE)).isTrue();
            try (var first = EvidenceKeeper.start(kafka, new AlertPictures(), METRICS, gate.start())) {
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(
                                () -> assertThat(EVIDENCE).as(first.state()).hasSize(2));
                assertThat(first.running()).isTrue();
            }
            Alert raised = raised();
            var frame = new FrameRef(kafka.topics().frames().name(), 0, 999);
            gate.send(kafka.topics().alerts(), raised.at(), lost(raised, "aa", frame));
            gate.send(kafka.topics().alerts(), raised.at(), lost(raised, "bb", null));
            try (var second = EvidenceKeeper.start(kafka, new AlertPictures(), METRICS, gate.start())) {
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

    private static List<Detection> seen(int i) {
        var dog = new Detection("dog", 18, 0.9, BoundingBox.ofCenter(0.8, 0.8, 0.2, 0.2));
        var person = new Detection("person", 1, 0.8, BoundingBox.ofCenter(0.2, 0.4, 0.1, 0.4));
        return i < 20 ? List.of(dog, person) : List.of(dog);
    }

    @AfterAll
    static void stop() {
        gate.close();
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
        Image picture = new OpenCvJpegCodec().decode(requireNonNull(kept.jpeg()), Gate.SIZE);
        assertThat(picture.size()).isEqualTo(Gate.SIZE);
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
