package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineLostException;
import dev.sightline.detect.EngineState;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.CameraPublisher;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicSetup;
import dev.sightline.trace.Trace;
import dev.sightline.web.HealthCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The role that detects, on an engine that is lost while it works. */
@Timeout(180)
class LostEngineIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ImageSize SIZE = new ImageSize(64, 48);
    private static final int FRAMES = 20;
    private static final String STATUS = "gpu(0) was lost (an illegal memory access): start again";

    @TempDir
    Path folder;

    @Test
    void detectingStopsWithAClearStatusAndGoesOnAfterARestartWithoutLosingAFrame() throws Exception {
        SightlineConfig config = SightlineConfig.DEFAULT
                .withDataFolder(folder)
                .withRoles(EnumSet.of(Role.DETECT))
                .withStream(draft -> draft.maxFrameAge = Duration.ofHours(1));
        try (var metrics = new MicrometerMetrics();
                var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), config.stream());
            TopicSetup.ensure(kafka);
            try (var detections = new TopicRecords<>(kafka, kafka.topics().detections());
                    var deadLetters = new TopicRecords<>(kafka, kafka.topics().deadLetters());
                    var publisher = new CameraPublisher(kafka, List.of("door"), metrics, Trace.NONE)) {
                assertThat(publisher.awaitTopics(LIMIT)).isTrue();
                for (int i = 0; i < FRAMES; i++) {
                    publisher.accept(frame(i));
                }
                await().atMost(LIMIT).until(() -> metrics.counts("door").produced() == FRAMES);
                try (var topologies = new Topologies(
                        kafka,
                        config,
                        new LiveRules(config),
                        new Topologies.Told(metrics, Trace.NONE),
                        () -> new Fragile(5),
                        LIMIT)) {
                    await().atMost(LIMIT)
                            .until(() -> health(topologies, "detect").detail().equals("ERROR"));
                    assertThat(health(topologies, "detect").ok()).isFalse();
                    assertThat(health(topologies, "engine"))
                            .isEqualTo(new HealthCheck("engine", false, "none; " + STATUS));
                }
                try (var topologies = new Topologies(
                        kafka,
                        config,
                        new LiveRules(config),
                        new Topologies.Told(metrics, Trace.NONE),
                        () -> new Fragile(Integer.MAX_VALUE),
                        LIMIT)) {
                    await().atMost(LIMIT).until(() -> detections.values().size() >= FRAMES);
                    assertThat(health(topologies, "engine").ok()).isTrue();
                }
                assertThat(detections.values())
                        .extracting(Detections::frame)
                        .extracting(FrameId::sequence)
                        .as("each frame once, in its order")
                        .containsExactlyElementsOf(
                                LongStream.range(0, FRAMES).boxed().toList());
                assertThat(deadLetters.values()).isEmpty();
            }
        }
    }

    private static HealthCheck health(Topologies topologies, String name) {
        return topologies.health().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Frame frame(int sequence) {
        var black = new Image(SIZE, new byte[3 * SIZE.width() * SIZE.height()]);
        var jpeg = new OpenCvJpegCodec().encode(black, 85).asReadOnlyBuffer();
        return new Frame(
                new FrameId("door", 1, sequence), null, Clock.systemUTC().instant(), SIZE, SIZE, jpeg);
    }

    /** Sees nothing, and is lost after some batches. */
    private static final class Fragile implements Detector {
        private int left;

        Fragile(int batches) {
            left = batches;
        }

        @Override
        public synchronized List<List<Detection>> detect(List<Image> images) {
            if (left == 0) {
                throw new EngineLostException(STATUS);
            }
            left--;
            return Collections.nCopies(images.size(), List.of());
        }

        @Override
        public synchronized EngineState engine() {
            return left > 0 ? EngineState.CPU : new EngineState("none", List.of(), 1, false, STATUS);
        }

        @Override
        public ImageSize inputSize() {
            return new ImageSize(300, 300);
        }

        @Override
        public ModelId model() {
            return new ModelId("fragile", "1", "0".repeat(64));
        }

        @Override
        public void close() {}
    }
}
