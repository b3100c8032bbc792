package dev.sightline.stream;

import dev.sightline.alert.AlertRules;
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
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The analyze topology without a broker: what is piped in, and what comes out. */
final class AnalyzeRun implements AutoCloseable {
    static final KafkaSettings KAFKA = new KafkaSettings(
            "localhost:1",
            SightlineConfig.DEFAULT.stream()
                    .with(settings -> settings.classTopics = List.of("person", "traffic light", "car", "truck")));
    static final Topics TOPICS = KAFKA.topics();
    static final Instant START = Instant.parse("2026-05-04T10:11:12Z");

    private final TopologyTestDriver driver;

    AnalyzeRun(AlertRules rules) {
        driver = new TopologyTestDriver(
                AnalyzeTopology.build(
                        KAFKA, new BoxTracker(TrackerSettings.DEFAULT), () -> rules, PipelineMetrics.NONE, Trace.NONE),
                new Properties());
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Lets seconds go by, one by one. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    void status(String camera, CameraStatus.State state, long lastSequence) {
        status(camera, state, lastSequence, START.plusSeconds(33));
    }

    void status(String camera, CameraStatus.State state, long lastSequence, Instant at) {
        var status = new CameraStatus(
                camera,
                state,
                at,
                START.plusSeconds(30),
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
        driver.createInputTopic(TOPICS.cameras().name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(bytes(camera), TOPICS.cameras().encode(status));
    }

    void pipe(String camera, int sequence, Detection... found) {
        var detections = new Detections(
                new FrameId(camera, 5, sequence),
                new FrameRef(TOPICS.frames().name(), 0, sequence),
                null,
                START.plusMillis(200L * sequence),
                new ImageSize(640, 480),
                new ModelId("test", "1", "00".repeat(32)),
                null,
                List.of(found));
        driver.createInputTopic(TOPICS.detections().name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(bytes(camera), TOPICS.detections().encode(detections));
    }

    <V> TestOutputTopic<byte[], V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new ByteArrayDeserializer(), topic.serde().deserializer());
    }

    static Detection person(double x) {
        return new Detection("person", 1, 0.75, BoundingBox.ofCenter(x, 0.5, 0.1, 0.4));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }
}
