package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.detect.BatchSettings;
import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Detections;
import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineLostException;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.trace.Trace;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectTopologyTest {
    private static final Topics TOPICS = new Topics("sightline");
    private static final ImageSize SIZE = new ImageSize(64, 48);
    private static final Detection PERSON = new Detection("person", 1, 0.75, new BoundingBox(0.25, 0.25, 0.5, 0.75));

    private final MicrometerMetrics metrics = new MicrometerMetrics();
    private final OnePerson detector = new OnePerson();
    private final Batcher batcher = new Batcher(detector, new BatchSettings(4, 1, Duration.ofSeconds(5)), metrics);
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> frames;
    private TestOutputTopic<byte[], Detections> detections;
    private TestOutputTopic<byte[], DeadLetter> deadLetters;

    @BeforeEach
    void start() {
        var parts = new DetectProcessor.Parts(
                TOPICS.frames(),
                new OpenCvJpegCodec(),
                batcher,
                detector.inputSize(),
                Map.of("yard", new Tiling(2, 1, 0.25)),
                detector.model(),
                Duration.ofSeconds(2),
                metrics,
                Trace.NONE);
        driver = new TopologyTestDriver(
                DetectTopology.build(TOPICS, () -> new DetectProcessor(parts)), new Properties(), now());
        frames = driver.createInputTopic(TOPICS.frames().name(), new ByteArraySerializer(), new ByteArraySerializer());
        detections = driver.createOutputTopic(
                TOPICS.detections().name(),
                new ByteArrayDeserializer(),
                TOPICS.detections().serde().deserializer());
        deadLetters = driver.createOutputTopic(
                TOPICS.deadLetters().name(),
                new ByteArrayDeserializer(),
                TOPICS.deadLetters().serde().deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        batcher.close();
        metrics.close();
    }

    @Test
    void findsWhatIsInAFrame() {
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(0, now(), jpeg())));

        Detections found = detections.readValue();
        assertThat(found.frame()).isEqualTo(new FrameId("gate", 5, 0));
        assertThat(found.ref()).isEqualTo(new FrameRef(TOPICS.frames().name(), 0, 0));
        assertThat(found.receivedAt()).isEqualTo(now());
        assertThat(found.model()).isEqualTo(detector.model());
        assertThat(found.skipped()).isNull();
        assertThat(found.detections()).containsExactly(PERSON);
    }

    @Test
    void looksAtTheTilesOfACameraThatHasThemAndSendsOneRecord() {
        var large = new ImageSize(256, 192);
        ByteBuffer jpeg = new OpenCvJpegCodec().encode(new Image(large, new byte[3 * 256 * 192]), 90);
        frames.pipeInput(key("yard"), TOPICS.frames().encode(frame("yard", 0, now(), jpeg)));
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(1, now(), jpeg)));

        // At half its size, in tiles of 73.1 pixels rounded up; without tiles, at a quarter.
        assertThat(detector.seen).containsExactly("128x96", "74x96", "74x96", "64x48");
        assertThat(detections.readValuesToList())
                .extracting(found -> found.detections().size())
                .containsExactly(3, 1);
        assertThat(metrics.scrape()).contains("sightline_frames_detected_total{camera=\"yard\"} 1.0");
    }

    @Test
    void stopsBeforeAFrameWhereTheEngineIsLostAndPutsNothingAside() {
        detector.failure = new EngineLostException("gpu(0) was lost: start again");
        assertThatThrownBy(() -> frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(0, now(), jpeg()))))
                .hasRootCauseInstanceOf(EngineLostException.class)
                .hasRootCauseMessage("gpu(0) was lost: start again");
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(detections.isEmpty()).isTrue();
        assertThat(metrics.counts("gate").deadLettered()).isEmpty();
    }

    @Test
    void putsAsideAFrameWhoseTilesTheEngineCannotLookAt() {
        detector.failure = new DetectionException("the engine says no");
        frames.pipeInput(key("yard"), TOPICS.frames().encode(frame("yard", 0, now(), jpeg())));
        detector.failure = null;
        frames.pipeInput(key("yard"), TOPICS.frames().encode(frame("yard", 1, now(), jpeg())));

        assertThat(deadLetters.readValuesToList())
                .extracting(DeadLetter::offset)
                .containsExactly(0L);
        assertThat(detections.readValuesToList())
                .extracting(found -> found.frame().sequence())
                .containsExactly(1L);
    }

    @Test
    void passesOverFramesThatAreTooOld() {
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(0, now().minusMillis(2_001), jpeg())));

        assertThat(detections.readValue().skipped()).isEqualTo("too-old");
        assertThat(metrics.scrape()).contains("sightline_frames_skipped_total{camera=\"gate\",reason=\"too-old\"} 1.0");
    }

    @Test
    void putsAsideWhatIsNotAPictureAndGoesOn() {
        ByteBuffer whole = jpeg();
        ByteBuffer truncated = whole.duplicate().limit(whole.limit() / 2);
        byte[] value = TOPICS.frames().encode(frame(0, now(), truncated));
        frames.pipeInput(key("gate"), value);
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(1, now(), whole)));

        DeadLetter letter = deadLetters.readValue();
        assertThat(letter.reason()).isEqualTo("bad-image");
        assertThat(letter.offset()).isEqualTo(0);
        assertThat(letter.value()).isEqualTo(ByteBuffer.wrap(value));
        assertThat(detections.readValue().frame().sequence()).isEqualTo(1);
    }

    @Test
    void putsAsideWhatIsNotAvroAndGoesOn() {
        frames.pipeInput(key("gate"), key("neither Avro nor a picture"));
        frames.pipeInput(key("gate"), (byte[]) null);
        frames.pipeInput(key("porch"), TOPICS.frames().encode(frame(0, now(), jpeg())));
        frames.pipeInput((byte[]) null, TOPICS.frames().encode(frame(0, now(), jpeg())));
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(1, now(), jpeg())));

        assertThat(deadLetters.readValuesToList())
                .extracting(DeadLetter::detail)
                .satisfiesExactly(
                        detail -> assertThat(detail).contains("not an Avro single object"),
                        detail -> assertThat(detail).contains("no value"),
                        detail -> assertThat(detail).contains("key is not its camera gate"),
                        detail -> assertThat(detail).contains("key is not its camera gate"));
        assertThat(detections.readValue().frame().sequence()).isEqualTo(1);
    }

    @Test
    void putsAsideWhatTheEngineCannotLookAt() {
        detector.failure = new DetectionException("the engine says no");
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(0, now(), jpeg())));
        detector.failure = null;
        frames.pipeInput(key("gate"), TOPICS.frames().encode(frame(1, now(), jpeg())));

        assertThat(deadLetters.readValue().reason()).isEqualTo("detection-failed");
        assertThat(detections.readValue().frame().sequence()).isEqualTo(1);
    }

    private static Instant now() {
        return Instant.parse("2026-05-04T10:11:12.500Z");
    }

    private static Frame frame(long sequence, Instant receivedAt, ByteBuffer jpeg) {
        return frame("gate", sequence, receivedAt, jpeg);
    }

    private static Frame frame(String camera, long sequence, Instant receivedAt, ByteBuffer jpeg) {
        return new Frame(new FrameId(camera, 5, sequence), null, receivedAt, SIZE, SIZE, jpeg);
    }

    private static ByteBuffer jpeg() {
        return new OpenCvJpegCodec().encode(new Image(SIZE, new byte[3 * 64 * 48]), 90);
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sees one person in every picture, or fails as it is told to. */
    private static final class OnePerson implements Detector {
        final List<String> seen = new CopyOnWriteArrayList<>();
        volatile @Nullable DetectionException failure;

        @Override
        public List<List<Detection>> detect(List<Image> images) {
            if (failure != null) {
                throw failure;
            }
            images.forEach(image -> seen.add(image.size().toString()));
            return images.stream().map(image -> List.of(PERSON)).toList();
        }

        @Override
        public ImageSize inputSize() {
            return SIZE;
        }

        @Override
        public ModelId model() {
            return new ModelId("one-person", "1", "00".repeat(32));
        }

        @Override
        public void close() {}
    }
}
