package dev.sightline.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detector;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.trace.Trace;
import dev.sightline.wire.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The largest picture goes through producer, broker and consumers, and whole into the dead letters, where it is in a larger record. */
@Timeout(120)
class LargestPictureIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final ImageSize SIZE = new ImageSize(7680, 4320);

    /** What a record holds besides the picture. */
    private static final int REST = 1 << 10;

    @TempDir
    Path folder;

    @Test
    void goesThroughAndALargerOneIsCounted() throws Exception {
        var metrics = new MicrometerMetrics();
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
                metrics;
                var batcher = new Batcher(new Blind(), new BatchSettings(1, 1, Duration.ofSeconds(5)), metrics)) {
            var kafka = new KafkaSettings(
                    broker.bootstrapServers(), SightlineConfig.DEFAULT.withDataFolder(folder).stream());
            TopicSetup.ensure(kafka);
            List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
            try (var publisher = new CameraPublisher(kafka, List.of("gate"), metrics, Trace.NONE);
                    var runner = new StreamsRunner(
                            kafka,
                            "detect",
                            1,
                            DetectTopology.COMMIT_INTERVAL,
                            DetectTopology.build(
                                    kafka.topics(), () -> new DetectProcessor(parts(kafka, batcher, metrics))));
                    var tail = TopicTail.start(
                            kafka,
                            List.of(Subscription.to(
                                    kafka.topics().deadLetters(), Integer.MAX_VALUE, deadLetters::add)))) {
                assertThat(publisher.awaitTopics(LIMIT)).isTrue();
                assertThat(tail.awaitReady(LIMIT)).isTrue();
                runner.start();
                publisher.accept(noPicture(0, KafkaSettings.MAX_RECORD - REST));
                publisher.accept(noPicture(1, KafkaSettings.MAX_RECORD));

                await().atMost(LIMIT).until(() -> !deadLetters.isEmpty());
                assertThat(deadLetters).singleElement().satisfies(letter -> {
                    assertThat(letter.reason()).isEqualTo("bad-image");
                    assertThat(requireNonNull(letter.value()).remaining())
                            .isGreaterThan(KafkaSettings.MAX_RECORD - REST);
                });
                assertThat(metrics.counts("gate").produced()).isEqualTo(1);
                assertThat(metrics.counts("gate").dropped()).containsExactly(Map.entry("too-large", 1L));
            }
        }
    }

    private static DetectProcessor.Parts parts(KafkaSettings kafka, Batcher batcher, MicrometerMetrics metrics) {
        return new DetectProcessor.Parts(
                kafka.topics().frames(),
                new OpenCvJpegCodec(),
                batcher,
                SIZE,
                Map.of(),
                new Blind().model(),
                LIMIT,
                metrics,
                Trace.NONE);
    }

    private static Frame noPicture(long sequence, int bytes) {
        return new Frame(
                new FrameId("gate", 1, sequence), null, Instant.now(), SIZE, SIZE, ByteBuffer.wrap(new byte[bytes]));
    }

    /** It is never shown anything. */
    private static final class Blind implements Detector {
        @Override
        public ModelId model() {
            return new ModelId("blind", "1", "00".repeat(32));
        }

        @Override
        public ImageSize inputSize() {
            return SIZE;
        }

        @Override
        public List<List<Detection>> detect(List<Image> images) {
            throw new IllegalStateException("there is nothing to be seen");
        }

        @Override
        public void close() {}
    }
}
