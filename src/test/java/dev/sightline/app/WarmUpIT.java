package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
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
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The role that detects, while its engine is being built. */
@Timeout(180)
class WarmUpIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final ImageSize SIZE = new ImageSize(64, 48);

    @TempDir
    Path folder;

    @Test
    void framesWaitForTheEngineAndThoseThatAreTooOldAreSkipped() throws Exception {
        SightlineConfig config = SightlineConfig.DEFAULT.withDataFolder(folder).withRoles(EnumSet.of(Role.DETECT));
        var slow = new SlowDetector();
        try (var metrics = new MicrometerMetrics();
                var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), config.stream());
            TopicSetup.ensure(kafka);
            try (var detections = new TopicRecords<>(kafka, kafka.topics().detections());
                    var publisher = new CameraPublisher(kafka, List.of("door"), metrics, Trace.NONE);
                    var topologies = new Topologies(
                            kafka,
                            config,
                            new LiveRules(config),
                            new Topologies.Told(metrics, Trace.NONE),
                            slow,
                            Duration.ofMillis(100))) {
                assertThat(publisher.awaitTopics(LIMIT)).isTrue();
                publisher.accept(frame(0));
                await().atMost(LIMIT).until(() -> metrics.counts("door").produced() == 1);
                assertThat(health(topologies, "engine").ok()).isTrue();
                assertThat(health(topologies, "engine").detail()).startsWith("warming up for ");
                await().atMost(LIMIT)
                        .until(() -> health(topologies, "engine").detail().compareTo("warming up for 3 s") >= 0);
                assertThat(detections.values()).isEmpty();

                slow.ready();
                await().atMost(LIMIT)
                        .until(() -> topologies.health().stream()
                                .anyMatch(check -> check.name().equals("detect")
                                        && check.detail().equals("RUNNING")));
                var next = new AtomicInteger(1);
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(500)).until(() -> {
                    publisher.accept(frame(next.getAndIncrement()));
                    return detections.values().stream().anyMatch(seen -> seen.skipped() == null);
                });
                assertThat(detections.values().get(0).skipped()).isEqualTo("too-old");
                assertThat(detections.values().get(0).frame().sequence()).isZero();
                await().atMost(LIMIT).until(() -> metrics.counts("door").inDetection() == 0);
            }
        }
        assertThat(slow.closed.getCount()).isZero();
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
}
