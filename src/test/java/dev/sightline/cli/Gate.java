package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
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
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.stream.TopicSetup;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.trace.Trace;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A recorded camera, black but for what is said to be seen, with its rules and a broker. */
final class Gate implements AutoCloseable {
    static final ImageSize SIZE = new ImageSize(64, 48);

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Instant start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    private final Path rules;
    private final SightlineConfig config;
    private final EmbeddedBroker broker;
    private final KafkaSettings kafka;

    /** Starts its broker below {@code folder}. */
    Gate(Path folder, String rules) throws Exception {
        this.rules = Files.writeString(folder.resolve("rules.yaml"), rules);
        config = new ConfigReader(Map.of()).read(this.rules);
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        kafka = new KafkaSettings(broker.bootstrapServers(), SightlineConfig.DEFAULT.withDataFolder(folder).stream());
        TopicSetup.ensure(kafka);
    }

    KafkaSettings kafka() {
        return kafka;
    }

    /** The file. */
    Path rules() {
        return rules;
    }

    /** When its first frame was received. */
    Instant start() {
        return start;
    }

    /** Five frames a second, and what is seen in each. */
    void record(int frames, IntFunction<List<Detection>> seen) throws Exception {
        ByteBuffer jpeg = new OpenCvJpegCodec().encode(new Image(SIZE, new byte[3 * 64 * 48]), 90);
        try (var producer = producer()) {
            for (int i = 0; i < frames; i++) {
                Instant at = start.plusMillis(200L * i);
                var id = new FrameId("gate", 1, i);
                var ref = new FrameRef(kafka.topics().frames().name(), 0, i);
                var model = new ModelId("test", "1", "00".repeat(32));
                send(producer, kafka.topics().frames(), at, new Frame(id, null, at, SIZE, SIZE, jpeg));
                send(
                        producer,
                        kafka.topics().detections(),
                        at,
                        new Detections(id, ref, null, at, SIZE, model, null, seen.apply(i)));
            }
        }
    }

    /** Has its tracks and alerts made of what is recorded, until there are {@code enough}. */
    List<Alert> analyze(Predicate<List<Alert>> enough) throws Exception {
        List<Alert> alerts = new CopyOnWriteArrayList<>();
        var live = new AlertRules(
                config.rules(),
                config.profiles().isEmpty() ? "" : config.profiles().get(0));
        var topology = AnalyzeTopology.build(
                kafka, new BoxTracker(TrackerSettings.DEFAULT), () -> live, PipelineMetrics.NONE, Trace.NONE);
        try (var runner = new StreamsRunner(kafka, "analyze", 1, AnalyzeTopology.COMMIT_INTERVAL, topology);
                var tail = TopicTail.start(
                        kafka, List.of(Subscription.to(kafka.topics().alerts(), Integer.MAX_VALUE, alerts::add)))) {
            assertThat(tail.awaitReady(PATIENCE)).isTrue();
            runner.start();
            await().atMost(PATIENCE).until(() -> enough.test(alerts));
        }
        return alerts;
    }

    <V> void send(Topic<V> topic, Instant at, V value) throws Exception {
        try (var producer = producer()) {
            send(producer, topic, at, value);
        }
    }

    private static <V> void send(KafkaProducer<byte[], byte[]> producer, Topic<V> topic, Instant at, V value)
            throws Exception {
        byte[] key = "gate".getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic.name(), 0, at.toEpochMilli(), key, topic.encode(value)))
                .get(20, TimeUnit.SECONDS);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        broker.close();
    }
}
