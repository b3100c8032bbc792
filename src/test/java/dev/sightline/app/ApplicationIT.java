package dev.sightline.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.camera.CameraStatus;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.metrics.FrameCounts;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program: real RTSP, a real broker, the real model. */
@Timeout(240)
class ApplicationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void bringsACameraToDetectionsTracksAndAlerts() throws Exception {
        List<Alert> told = new CopyOnWriteArrayList<>();
        try (Demo demo = new Demo(Clock.systemUTC());
                Application application = Application.start(config(demo), Clock.systemUTC(), told::add)) {
            KafkaSettings kafka = kafka(application.bootstrapServers());
            Topics topics = kafka.topics();
            try (var detections = new TopicRecords<>(kafka, topics.detections());
                    var tracks = new TopicRecords<>(kafka, topics.tracks());
                    var alerts = new TopicRecords<>(kafka, topics.alerts());
                    var cameras = new TopicRecords<>(kafka, topics.cameras());
                    var deadLetters = new TopicRecords<>(kafka, topics.deadLetters())) {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(detections.values()).anyMatch(ApplicationIT::showsAPerson);
                    assertThat(tracks.values()).extracting(TrackEvent::type).contains(TrackEvent.Type.UPDATED);
                    assertThat(alerts.values()).isNotEmpty();
                    assertThat(cameras.values())
                            .filteredOn(status -> status.state() == CameraStatus.State.CONNECTED)
                            .extracting(CameraStatus::camera)
                            .contains("yard", "gate");
                });
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).isNotEmpty());
                assertThat(get(application, "/health").statusCode()).isEqualTo(200);
                assertThat(get(application, "/api/cameras").body()).contains("yard", "gate", "crossing");
                assertThat(get(application, "/metrics").body())
                        .contains("sightline_frames_detected_total", "sightline_batch_size_count");

                putGarbageIntoFrames(kafka);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(deadLetters.values())
                                .extracting(DeadLetter::reason)
                                .containsExactly("not-avro"));
                int before = detections.values().size();
                await().atMost(PATIENCE).until(() -> detections.values().size() > before + 4);

                demo.switchOff();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(List.of("yard", "gate")).allSatisfy(camera -> {
                            FrameCounts counts = application.metrics().counts(camera);
                            assertThat(counts.produced()).isPositive();
                            assertThat(counts.inIngest()).isZero();
                            assertThat(counts.inDetection()).isZero();
                        }));
            }
        }
    }

    @Test
    void losesNothingAndUsesNoTrackIdTwiceOverARestart() throws Exception {
        for (int start = 0; start < 2; start++) {
            try (Demo demo = new Demo(Clock.systemUTC());
                    Application application = Application.start(config(demo), Clock.systemUTC(), alert -> {})) {
                KafkaSettings kafka = kafka(application.bootstrapServers());
                try (var tracks = new TopicRecords<>(kafka, kafka.topics().tracks())) {
                    int starts = start + 1;
                    await().atMost(PATIENCE).until(() -> epochs(tracks).size() >= starts);
                }
            }
        }
        finishAndCheckThatNothingIsLost();
    }

    @Test
    void losesNothingAndUsesNoTrackIdTwiceWhenItIsKilled() throws Exception {
        Path film = folder.resolve("street.mp4");
        try (var resource = ApplicationIT.class.getResourceAsStream("/demo/street.mp4")) {
            Files.copy(requireNonNull(resource), film);
        }
        for (int start = 0; start < 2; start++) {
            try (Child run =
                    Child.start("run", "--camera=yard=" + film, "--data=" + folder, "--port=0", "--broker-port=0")) {
                KafkaSettings kafka = kafka(run.awaitLine("Kafka ", PATIENCE)
                        .substring("Kafka ".length())
                        .strip());
                try (var tracks = new TopicRecords<>(kafka, kafka.topics().tracks())) {
                    int starts = start + 1;
                    await().atMost(PATIENCE).until(() -> epochs(tracks).size() >= starts);
                }
            }
        }
        finishAndCheckThatNothingIsLost();
    }

    /** Works off what is left, without cameras, and compares what went in with what came out. */
    private void finishAndCheckThatNothingIsLost() throws Exception {
        try (Application rest = Application.start(
                        SightlineConfig.DEFAULT
                                .withDataFolder(folder)
                                .withBrokerPort(0)
                                .withRoles(EnumSet.of(Role.DETECT, Role.ANALYZE)),
                        Clock.systemUTC(),
                        alert -> {});
                var frames = new TopicRecords<Frame>(kafka(rest.bootstrapServers()), new Topics("sightline").frames());
                var detections = new TopicRecords<Detections>(
                        kafka(rest.bootstrapServers()), new Topics("sightline").detections());
                var tracks = new TopicRecords<TrackEvent>(
                        kafka(rest.bootstrapServers()), new Topics("sightline").tracks())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(frames.values()).isNotEmpty();
                assertThat(detections.values())
                        .extracting(Detections::frame)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(
                                frames.values().stream().map(Frame::id).toList());
            });
            List<TrackId> began = tracks.values().stream()
                    .filter(event -> event.type() == TrackEvent.Type.STARTED)
                    .map(TrackEvent::id)
                    .toList();
            assertThat(began).doesNotHaveDuplicates();
            assertThat(began.stream().map(TrackId::epoch).distinct()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void stopsWhatItHasStartedWhenThePortOfThePageIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                Demo demo = new Demo(Clock.systemUTC())) {
            SightlineConfig config = config(demo).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> Application.start(config, Clock.systemUTC(), alert -> {}))
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--port");
            EmbeddedBroker.start(config.broker()).close();
        }
    }

    private SightlineConfig config(Demo demo) {
        return demo.configure(
                SightlineConfig.DEFAULT.withDataFolder(folder).withBrokerPort(0).withPort(0));
    }

    private static KafkaSettings kafka(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, SightlineConfig.DEFAULT.stream());
    }

    private static boolean showsAPerson(Detections detections) {
        return detections.detections().stream().anyMatch(found -> found.label().equals("person"));
    }

    /** The epochs in which tracks have begun. */
    /** When the film began to be played as one camera: each camera has its own epochs. */
    private static List<Long> epochs(TopicRecords<TrackEvent> tracks) {
        return tracks.values().stream()
                .map(TrackEvent::id)
                .filter(id -> id.camera().equals("yard"))
                .map(TrackId::epoch)
                .distinct()
                .toList();
    }

    private static HttpResponse<String> get(Application application, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + application.webPort().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void putGarbageIntoFrames(KafkaSettings kafka) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(kafka.topics().frames().name(), "gate", "not Avro"))
                    .get();
        }
    }
}
