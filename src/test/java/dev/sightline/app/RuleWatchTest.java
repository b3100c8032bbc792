package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackEvent;
import dev.sightline.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file on the disk, the watch over it and the whole topology that analyzes, with a person that stands on the right. */
class RuleWatchTest {
    private static final KafkaSettings KAFKA = new KafkaSettings("localhost:1", SightlineConfig.DEFAULT.stream());
    private static final Topics TOPICS = KAFKA.topics();
    private static final Instant START = Instant.parse("2026-05-04T10:11:12Z");
    private static final String LEFT = "[[0, 0], [0.5, 0], [0.5, 1], [0, 1]]";
    private static final String RIGHT = "[[0.5, 0], [1, 0], [1, 1], [0.5, 1]]";

    @TempDir
    Path folder;

    private final MicrometerMetrics metrics = new MicrometerMetrics();
    private Path file;
    private Path rulesFile;
    private LiveRules rules;
    private RuleWatch watch;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> detections;
    private TestOutputTopic<byte[], Alert> alerts;
    private TestOutputTopic<byte[], TrackEvent> tracks;
    private int sequence;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("sightline.yaml");
        rulesFile = folder.resolve("rules.yaml");
        Files.writeString(file, config(LEFT, 8080));
        Files.writeString(rulesFile, rules("old", "place"));
        SightlineConfig config = read();
        rules = new LiveRules(config);
        watch = new RuleWatch(
                new ConfigFile(file, this::read), config, rules, metrics, Clock.fixed(START, ZoneOffset.UTC));
        driver = new TopologyTestDriver(
                AnalyzeTopology.build(
                        KAFKA, new BoxTracker(config.tracker(), rules::zonesOf), rules::rules, metrics, Trace.NONE),
                new Properties());
        detections = driver.createInputTopic(
                TOPICS.detections().name(), new ByteArraySerializer(), new ByteArraySerializer());
        alerts = driver.createOutputTopic(
                TOPICS.alerts().name(),
                new ByteArrayDeserializer(),
                TOPICS.alerts().serde().deserializer());
        tracks = driver.createOutputTopic(
                TOPICS.tracks().name(),
                new ByteArrayDeserializer(),
                TOPICS.tracks().serde().deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        watch.close();
        metrics.close();
    }

    @Test
    void letsNewRulesAndZonesCountFromTheNextFrameOn() throws Exception {
        stand(10);
        assertThat(alerts.readValuesToList()).isEmpty();
        assertThat(tracks.readValuesToList()).extracting(TrackEvent::zones).containsOnly(List.of());

        Files.writeString(file, config(RIGHT, 8080));
        watch.look();
        stand(5);
        assertThat(alerts.readValuesToList())
                .as("seen once, perhaps half written")
                .isEmpty();
        watch.look();
        stand(5);
        assertThat(alerts.readValuesToList()).extracting(Alert::rule).containsExactly("old");
        assertThat(tracks.readValuesToList())
                .last()
                .extracting(TrackEvent::zones)
                .isEqualTo(List.of("place"));

        Files.writeString(rulesFile, rules("new", "place"));
        watch.look();
        watch.look();
        stand(5);
        assertThat(alerts.readValuesToList())
                .extracting(Alert::rule, Alert::kind, Alert::message)
                .containsExactly(
                        tuple("old", Alert.Kind.ENDED, "person in place, over: the rule was removed"),
                        tuple("new", Alert.Kind.RAISED, "person in place"));
        assertThat(metrics.scrape()).contains("sightline_rules_reload_total{result=\"accepted\"} 2.0");
    }

    @Test
    void keepsTheRulesWhenTheFileIsWrongAndSaysSo() throws Exception {
        Files.writeString(file, config(RIGHT, 8080));
        watch.look();
        watch.look();
        Files.writeString(rulesFile, rules("new", "plaze"));
        watch.look();
        watch.look();
        watch.look();
        stand(10);
        assertThat(alerts.readValuesToList()).extracting(Alert::rule).containsExactly("old");
        assertThat(watch.health()).singleElement().satisfies(check -> {
            assertThat(check.ok()).isTrue();
            assertThat(check.detail())
                    .startsWith("file of ")
                    .contains(" refused, the rules before it still count: " + rulesFile
                            + ":2: rules[new].presence.zone: there"
                            + " is no such zone of camera gate; did you mean 'place'?");
        });
        assertThat(metrics.scrape()).contains("sightline_rules_reload_total{result=\"refused\"} 1.0");

        Files.writeString(rulesFile, rules("newer", "place"));
        watch.look();
        watch.look();
        stand(10);
        assertThat(alerts.readValuesToList())
                .extracting(Alert::rule, Alert::kind)
                .containsExactly(tuple("old", Alert.Kind.ENDED), tuple("newer", Alert.Kind.RAISED));
        assertThat(watch.health())
                .singleElement()
                .satisfies(check -> assertThat(check.detail()).endsWith(" in use"));
    }

    @Test
    void endsWhatLastsOfAChangedRuleThoughTheCameraTellsNothingMore() throws Exception {
        Files.writeString(file, config(RIGHT, 8080));
        watch.look();
        watch.look();
        stand(5);
        Alert raised = alerts.readValue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        Files.writeString(rulesFile, rules("old", "place").replace("0s", "1s"));
        watch.look();
        watch.look();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(alerts.readValuesToList()).singleElement().satisfies(ended -> {
            assertThat(ended.id()).isEqualTo(raised.id());
            assertThat(ended.ruleVersion()).isEqualTo(raised.ruleVersion());
            assertThat(ended.kind()).isEqualTo(Alert.Kind.ENDED);
            assertThat(ended.message()).isEqualTo("person in place, over: the rule was changed");
            assertThat(ended.at()).isEqualTo(START.plusMillis(200L * (sequence - 1)));
        });
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(alerts.isEmpty()).isTrue();
    }

    @Test
    void waitsUntilAFileIsWrittenToItsEnd() throws Exception {
        String whole = rules("first", "place") + rules("second", "place").replace("rules:\n", "");
        for (int end = 30; end < whole.length(); end += 20) {
            Files.writeString(rulesFile, whole.substring(0, end));
            watch.look();
        }
        Files.delete(rulesFile);
        watch.look();
        assertThat(metrics.scrape()).doesNotContain("sightline_rules_reload_total{");
        Path other = Files.writeString(folder.resolve("rules.yaml~"), whole);
        Files.move(other, rulesFile, StandardCopyOption.ATOMIC_MOVE);
        watch.look();
        watch.look();
        assertThat(rules.rules().ids("gate")).containsExactly("first", "second");
    }

    @Test
    void doesNotUseAFileThatChangesWhileItIsRead() throws Exception {
        var hasty = new RuleWatch(
                new ConfigFile(file, () -> {
                    SightlineConfig config = read();
                    write(rulesFile, rules("later", "place"));
                    return config;
                }),
                read(),
                rules,
                metrics,
                Clock.fixed(START, ZoneOffset.UTC));
        Files.writeString(rulesFile, rules("new", "place"));
        hasty.look();
        hasty.look();
        assertThat(rules.rules().ids("gate")).containsExactly("old");
        hasty.look();
        hasty.look();
        assertThat(rules.rules().ids("gate")).containsExactly("later");
    }

    @Test
    void namesWhatCountsOnlyAfterARestart() throws Exception {
        SightlineConfig before = read();
        Files.writeString(
                file,
                config(RIGHT, 8081)
                        .replace("rtsp://h/", "rtsp://h/other, tiles: 2x2")
                        .replace("track: {}", "track: {minHits: 5}"));
        assertThat(before.keysToRestartFor(read())).containsExactly("track", "web", "cameras", "cameras[].tiles");
        assertThat(before.keysToRestartFor(before)).isEmpty();
    }

    @Test
    void looksByItself() throws Exception {
        watch.start();
        Files.writeString(rulesFile, rules("new", "place"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> rules.rules().ids("gate").equals(List.of("new")));
    }

    private static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SightlineConfig read() throws ConfigException {
        return new ConfigReader(Map.of()).read(file);
    }

    private static String config(String zone, int port) {
        return """
                cameras: [{id: gate, url: rtsp://h/, zones: [{name: place, points: %s}]}]
                web: {port: %d}
                track: {}
                rulesFile: rules.yaml
                """.formatted(zone, port);
    }

    private static String rules(String id, String zone) {
        return "rules:\n  - {id: %s, camera: gate, presence: {zone: %s}, cooldown: 0s}\n".formatted(id, zone);
    }

    private void stand(int frames) {
        for (int i = 0; i < frames; i++, sequence++) {
            var person = new Detection("person", 1, 0.75, BoundingBox.ofCenter(0.7, 0.5, 0.1, 0.4));
            var seen = new Detections(
                    new FrameId("gate", 5, sequence),
                    new FrameRef(TOPICS.frames().name(), 0, sequence),
                    null,
                    START.plusMillis(200L * sequence),
                    new ImageSize(640, 480),
                    new ModelId("test", "1", "00".repeat(32)),
                    null,
                    List.of(person));
            detections.pipeInput(
                    "gate".getBytes(StandardCharsets.UTF_8), TOPICS.detections().encode(seen));
        }
    }
}
