package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.Severity;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.stream.CameraPublisher;
import dev.sightline.stream.ControlPublisher;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicSetup;
import dev.sightline.trace.Trace;
import dev.sightline.track.TrackId;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

@Timeout(90)
class TailCommandIT {
    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00.250Z");
    private static final ImageSize SIZE = new ImageSize(640, 480);

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(new BrokerSettings(data, 0));
        var kafka = new KafkaSettings(broker.bootstrapServers(), SightlineConfig.DEFAULT.stream());
        TopicSetup.ensure(kafka);
        try (var publisher = new CameraPublisher(kafka, List.of("yard", "gate"), PipelineMetrics.NONE, Trace.NONE)) {
            publisher.accept(
                    new Frame(new FrameId("yard", 7, 0), null, NOON, SIZE, SIZE, ByteBuffer.wrap(new byte[1234])));
            publisher.status(new CameraStatus(
                    "yard",
                    CameraStatus.State.STALLED,
                    NOON,
                    NOON,
                    "check it",
                    7,
                    0,
                    5,
                    1,
                    Map.of("sampling", 3L),
                    1,
                    0,
                    10,
                    Tampering.NONE,
                    null));
        }
        ControlPublisher.publish(kafka, new ProfileSwitch("away", NOON));
        ControlPublisher.publish(kafka, new ProfileSwitch("home", NOON.plusSeconds(1)));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String camera : List.of("yard", "gate", "yard")) {
                send(producer, kafka.topics().detections(), detections(camera));
            }
            send(
                    producer,
                    kafka.topics().deadLetters(),
                    new DeadLetter(
                            "sightline.frames",
                            0,
                            3,
                            NOON,
                            "detect",
                            "bad-image",
                            "the JPEG picture is cut off",
                            ByteBuffer.wrap("gate".getBytes(StandardCharsets.UTF_8)),
                            null));
            send(producer, kafka.topics().evidence(), evidence("yard", null, "gone"));
            send(producer, kafka.topics().evidence(), evidence("gate", ByteBuffer.wrap(new byte[99]), null));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void printsReadableLines() {
        assertThat(tail("frames", "--max", "1").out())
                .containsExactly("2024-06-01 12:00:00.250 yard #0 640x480, 1234 bytes");
        assertThat(tail("detections", "--max", "2", "--camera", "yard").out())
                .containsOnly("2024-06-01 12:00:00.250 yard #1 person 0.75 at 0.250 0.250 0.500 0.500");
        assertThat(tail("cameras", "--max", "1").out())
                .containsExactly("2024-06-01 12:00:00.250 yard STALLED, 10.0 frames/s, 5 received, 1 corrupt,"
                        + " 3 dropped (sampling), 1 produced: check it");
        assertThat(tail("dead-letters", "--max", "1", "--camera", "gate").out())
                .containsExactly("2024-06-01 12:00:00.250 gate sightline.frames-0@3 detect: bad-image,"
                        + " the JPEG picture is cut off");
    }

    @Test
    void printsEvidence() {
        assertThat(tail("evidence", "--max", "1", "--camera", "gate").out())
                .containsExactly("2024-06-01 12:00:00.250 gate lingering RAISED 0123abcd of sightline.frames-0@7,"
                        + " 1 track, a picture of 99 bytes");
        assertThat(tail("evidence", "--max", "1", "--camera", "yard").out())
                .singleElement()
                .asString()
                .endsWith(" of no frame, 1 track, no picture: gone");
        assertThat(tail("evidence", "--max", "1", "--camera", "gate", "--json").out())
                .singleElement()
                .asString()
                .contains("\"frame\":{\"topic\":\"sightline.frames\",", "\"jpegBytes\":99,\"reason\":null}");
    }

    /** Each is in every partition, and there are several. */
    @Test
    void printsEachSwitchOnce() {
        assertThat(tail("control", "--max", "2", "--camera", "gate").out())
                .containsExactlyInAnyOrder(
                        "2024-06-01 12:00:00.250 profile away is on", "2024-06-01 12:00:01.250 profile home is on");
    }

    @Test
    void printsJsonWithoutPictures() {
        assertThat(tail("frames", "--max", "1", "--json").out())
                .singleElement()
                .asString()
                .startsWith("{\"camera\":\"yard\",\"epoch\":7,\"sequence\":0,")
                .endsWith(",\"jpegBytes\":1234}");
        assertThat(tail("detections", "--max", "1", "--json", "--camera", "gate")
                        .out())
                .singleElement()
                .asString()
                .startsWith("{\"camera\":\"gate\",")
                .contains("\"label\":\"person\"");
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        Session session = tail("alerts", "--prefix", "other");
        assertThat(session)
                .isEqualTo(failed("Kafka at " + broker.bootstrapServers()
                        + " has no topic other.alerts; check --prefix, and that Sightline has been started with it"));
    }

    @Test
    void saysThatKafkaIsNotThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(Session.of("tail", "alerts", "--bootstrap-servers", "127.0.0.1:" + free))
                .isEqualTo(failed("no Kafka at 127.0.0.1:" + free
                        + ": nothing listens there; start it, or name another with --bootstrap-servers"));
        assertThat(Session.of("tail", "alerts", "--bootstrap-servers", "localhost"))
                .isEqualTo(failed("'localhost' in --bootstrap-servers is not host:port, such as 127.0.0.1:9092"));
    }

    @Test
    void saysThatSomethingElseListens() throws Exception {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            for (int port : List.of(http.getAddress().getPort(), silent.getLocalPort())) {
                long start = System.nanoTime();
                assertThat(Session.of("tail", "alerts", "--bootstrap-servers", "127.0.0.1:" + port))
                        .isEqualTo(failed("no Kafka at 127.0.0.1:" + port + ": what listens there does not speak"
                                + " Kafka's protocol; check the port in --bootstrap-servers"));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            }
        } finally {
            http.stop(0);
        }
    }

    @Test
    void refusesWrongArguments() {
        assertThat(Session.of("tail", "alarms").err())
                .containsExactly("sightline: Invalid value for positional parameter at index 0 (TOPIC): there is no"
                        + " topic 'alarms'; it is one of detections, tracks, alerts, evidence, cameras, control,"
                        + " frames, dead-letters;"
                        + " see 'sightline tail --help'");
        assertThat(Session.of("tail", "alerts", "--max", "0").code()).isEqualTo(2);
        assertThat(Session.of("tail", "alerts", "--prefix", "a b").code()).isEqualTo(2);
    }

    private static Session tail(Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "tail";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--from-beginning";
        all[arguments.length + 2] = "--bootstrap-servers";
        all[arguments.length + 3] = broker.bootstrapServers();
        return Session.of(all);
    }

    private static Session failed(String message) {
        return new Session(1, List.of(), List.of("sightline: " + message));
    }

    private static Detections detections(String camera) {
        return new Detections(
                new FrameId(camera, 7, 1),
                new FrameRef("sightline.frames", 0, 0),
                null,
                NOON,
                SIZE,
                new ModelId("m", "1", "0".repeat(64)),
                null,
                List.of(new Detection("person", 1, 0.75, new BoundingBox(0.25, 0.25, 0.5, 0.5))));
    }

    private static AlertEvidence evidence(String camera, @Nullable ByteBuffer jpeg, @Nullable String reason) {
        return new AlertEvidence(
                "0123abcd",
                Alert.Kind.RAISED,
                Severity.WARNING,
                "lingering",
                "abcdef012345",
                camera,
                NOON,
                new FrameRef("sightline.alerts", 0, 3),
                jpeg == null ? null : new FrameRef("sightline.frames", 0, 7),
                new FrameRef("sightline.detections", 0, 8),
                "ab".repeat(32),
                Map.of(new TrackId(camera, 7, 1), new FrameRef("sightline.tracks", 0, 9)),
                jpeg,
                reason);
    }

    private static <V> void send(KafkaProducer<byte[], byte[]> producer, Topic<V> topic, V value) throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), topic.encode(value))).get(20, TimeUnit.SECONDS);
    }
}
