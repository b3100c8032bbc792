package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.camera.CameraSettings;
import dev.sightline.camera.CameraStatus;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.Markings;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.metrics.FrameCounts;
import dev.sightline.registry.RegistryEnd;
import dev.sightline.simulate.RtspServer;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.stream.TopicSetup;
import dev.sightline.trace.Collector;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.video.H264Film;
import dev.sightline.web.HealthCheck;
import dev.sightline.wire.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * What holds on every Kafka broker, whatever it runs in: real RTSP cameras, the real model, and processes that come and go
 * while the broker stays. Each test has topics and groups of its own.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PipelineContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> DEMO_CAMERAS = List.of("yard", "gate");
    private static final List<String> CAMERAS = List.of("north", "east", "south", "west");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @TempDir
    Path folder;

    private @Nullable TestAbortedException absent;
    private String bootstrapServers = "";
    private String prefix = "";
    private String registryUrl = "";

    /**
     * Starts the broker and returns what clients connect to.
     *
     * @throws TestAbortedException with the reason, if there can be no broker here: every test is skipped then
     */
    abstract String startBroker() throws Exception;

    abstract void stopBroker();

    @BeforeAll
    void start() throws Exception {
        try {
            bootstrapServers = startBroker();
        } catch (TestAbortedException noBroker) {
            absent = noBroker;
        }
    }

    @AfterAll
    void stop() {
        stopBroker();
    }

    @BeforeEach
    void setUpTopicsOfItsOwn(TestInfo test) throws Exception {
        if (absent != null) {
            throw absent;
        }
        prefix = test.getTestMethod().orElseThrow().getName();
        registryUrl = "";
        TopicSetup.ensure(kafka());
    }

    @Test
    void bringsACameraToDetectionsTracksAndAlerts() throws Exception {
        try (Demo demo = new Demo(Clock.systemUTC());
                var collector = new Collector();
                var application = start(demo.configure(config("all", """
                        trace: {endpoint: '%s', sample: 1}
                        sinks: [{id: archive, type: file, path: alerts.jsonl}]
                        """.formatted(collector.endpoint()))));
                var detections = records(kafka().topics().detections());
                var tracks = records(kafka().topics().tracks());
                var alerts = records(kafka().topics().alerts());
                var cameras = records(kafka().topics().cameras())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(detections.values())
                        .anySatisfy(seen -> assertThat(seen.detections())
                                .anyMatch(found -> found.label().equals("person")));
                assertThat(tracks.values()).extracting(TrackEvent::type).contains(TrackEvent.Type.UPDATED);
                assertThat(alerts.values()).extracting(Alert::camera).isNotEmpty();
                assertThat(cameras.values())
                        .filteredOn(status -> status.state() == CameraStatus.State.CONNECTED)
                        .extracting(CameraStatus::camera)
                        .containsAll(DEMO_CAMERAS);
            });
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.ways())
                            .contains(List.of("ingest", "detect", "track", "alert", "deliver")));
            demo.switchOff();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(DEMO_CAMERAS).allSatisfy(camera -> {
                        FrameCounts counts = application.metrics().counts(camera);
                        assertThat(counts.produced()).isPositive();
                        assertThat(counts.inIngest()).isZero();
                        assertThat(counts.inDetection()).isZero();
                    }));
        }
    }

    @Test
    void losesNothingAndUsesNoTrackIdTwiceOverARestartWithASchemaRegistry() throws Exception {
        long produced = 0;
        try (RegistryEnd registry = registry();
                var tracks = records(kafka().topics().tracks())) {
            for (int starts = 1; starts <= 2; starts++) {
                int epochs = starts;
                try (Demo demo = new Demo(Clock.systemUTC())) {
                    Application application = start(demo.configure(config("all")));
                    try (application) {
                        await().atMost(PATIENCE).until(() -> epochs(tracks) >= epochs);
                    }
                    produced += produced(application, DEMO_CAMERAS);
                }
            }
            try (var rest = start(config("all").withRoles(EnumSet.of(Role.DETECT, Role.ANALYZE)))) {
                awaitDetectionsOfEveryFrame(produced, rest);
            }
            assertThatNoTrackBeginsTwice(tracks.values());
            assertThat(registry.subjects()).contains(kafka().topics().tracks().name() + "-value");
        }
    }

    /** What keeps the schemas from now on. */
    private RegistryEnd registry() throws Exception {
        RegistryEnd registry = RegistryEnd.start();
        registryUrl = registry.url();
        return registry;
    }

    @Test
    void sharesTheWorkOfTwoInstancesAndLeavesItToTheOneThatStays() throws Exception {
        try (RtspServer server = fourCameras();
                var tracks = records(kafka().topics().tracks());
                var stays = start(worker("stays"))) {
            Application ingest = start(withCameras(server, config("ingest").withRoles(Set.of(Role.INGEST))));
            try (ingest) {
                try (var leaves = start(worker("leaves"))) {
                    await().atMost(PATIENCE).untilAsserted(() -> {
                        assertThat(CAMERAS).anyMatch(camera -> detected(leaves, camera) > 10);
                        assertThat(CAMERAS).anyMatch(camera -> detected(stays, camera) > 10);
                        assertThat(analyzedBy("leaves")).isNotEmpty();
                        assertThat(keptBy("leaves"))
                                .containsExactlyInAnyOrderElementsOf(keptBy("stays"))
                                .hasSameSizeAs(CAMERAS);
                        assertThat(unended(tracks.values()))
                                .extracting(TrackId::camera)
                                .containsAnyElementsOf(analyzedBy("leaves"));
                    });
                }
                Map<String, Long> before = detected(stays);
                await().atMost(PATIENCE)
                        .until(() -> CAMERAS.stream()
                                .allMatch(camera -> detected(stays, camera) > before.getOrDefault(camera, 0L) + 5));
                assertThat(ingest.health()).allMatch(HealthCheck::ok);
            }
            awaitDetectionsOfEveryFrame(produced(ingest, CAMERAS), stays);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unended(tracks.values())).isEmpty());
            assertThatNoTrackBeginsTwice(tracks.values());
        }
    }

    /** The cameras that an instance follows; each has a partition of its own. */
    private List<String> analyzedBy(String name) throws Exception {
        String group = StreamsRunner.group(kafka(), "analyze");
        Matcher process = UUID.matcher(Files.readString(state(name).resolve("kafka-streams-process-metadata")));
        assertThat(process.find()).isTrue();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(all -> all.members().stream())
                    .filter(member -> member.clientId().contains(process.group()))
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .filter(partition -> partition.topic().endsWith(".detections"))
                    .map(partition -> CAMERAS.get(partition.partition()))
                    .toList();
        }
    }

    /** The partitions whose state an instance has, its own ones and those of which it is the standby. */
    private List<String> keptBy(String name) throws Exception {
        try (Stream<Path> tasks = Files.list(state(name))) {
            return tasks.filter(task -> Files.isDirectory(task.resolve("rocksdb")))
                    .map(task -> task.getFileName().toString())
                    .toList();
        }
    }

    private Path state(String name) throws Exception {
        return folder.resolve(name).resolve("streams").resolve(StreamsRunner.group(kafka(), "analyze"));
    }

    /** Tracks that have begun and not ended. */
    private static Set<TrackId> unended(List<TrackEvent> events) {
        Set<TrackId> open = new HashSet<>();
        for (TrackEvent event : events) {
            if (event.type() == TrackEvent.Type.ENDED) {
                open.remove(event.id());
            } else {
                open.add(event.id());
            }
        }
        return open;
    }

    private static RtspServer fourCameras() throws Exception {
        H264Film film = H264Film.resource("/demo/street.mp4");
        var server = RtspServer.builder(Clock.systemUTC());
        for (int i = 0; i < CAMERAS.size(); i++) {
            server.stream(CAMERAS.get(i), film.fromKeyFrame(2 * i));
        }
        return server.start();
    }

    private static SightlineConfig withCameras(RtspServer server, SightlineConfig config) {
        SightlineConfig all = config;
        for (String camera : CAMERAS) {
            all = all.withCamera(CameraSettings.of(camera, SourceAddress.parse(server.url(camera))), Markings.NONE);
        }
        return all;
    }

    private SightlineConfig worker(String name) throws Exception {
        return config(name)
                .withRoles(EnumSet.of(Role.DETECT, Role.ANALYZE))
                .withStream(settings -> settings.standbyReplicas = 1);
    }

    /** All roles on the broker, with data below a folder {@code name}. */
    private SightlineConfig config(String name) throws Exception {
        return config(name, "");
    }

    private SightlineConfig config(String name, String further) throws Exception {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(
                file,
                "kafka: {bootstrapServers: '%s', prefix: %s, schemaRegistry: {url: %s}}%n%s"
                        .formatted(bootstrapServers, prefix, registryUrl, further));
        return new ConfigReader(Map.of())
                .read(file)
                .withDataFolder(folder.resolve(name))
                .withPort(0);
    }

    private static Application start(SightlineConfig config) throws Exception {
        return Application.start(config, Clock.systemUTC(), alert -> {});
    }

    private KafkaSettings kafka() throws Exception {
        return new KafkaSettings(bootstrapServers, config("reader").stream());
    }

    private <V> TopicRecords<V> records(Topic<V> topic) throws Exception {
        return new TopicRecords<>(kafka(), topic);
    }

    private static Map<String, Long> detected(Application application) {
        return CAMERAS.stream().collect(Collectors.toMap(camera -> camera, camera -> detected(application, camera)));
    }

    private static long detected(Application application, String camera) {
        return application.metrics().counts(camera).detected();
    }

    private static long produced(Application application, List<String> cameras) {
        return cameras.stream()
                .mapToLong(camera -> application.metrics().counts(camera).produced())
                .sum();
    }

    private void awaitDetectionsOfEveryFrame(long produced, Application working) throws Exception {
        try (TopicRecords<Frame> frames = records(kafka().topics().frames());
                TopicRecords<Detections> detections = records(kafka().topics().detections())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(frames.values()).isNotEmpty().hasSize(Math.toIntExact(produced));
                assertThat(detections.values())
                        .as("%s", working.health())
                        .extracting(Detections::frame)
                        .doesNotHaveDuplicates()
                        .containsExactlyInAnyOrderElementsOf(
                                frames.values().stream().map(Frame::id).toList());
            });
        }
    }

    /** The number of epochs in which the camera yard had tracks: of starts of ingest. */
    private static long epochs(TopicRecords<TrackEvent> tracks) {
        return tracks.values().stream()
                .map(TrackEvent::id)
                .filter(id -> id.camera().equals("yard"))
                .map(TrackId::epoch)
                .distinct()
                .count();
    }

    private static void assertThatNoTrackBeginsTwice(List<TrackEvent> events) {
        List<TrackId> began = events.stream()
                .filter(event -> event.type() == TrackEvent.Type.STARTED)
                .map(TrackEvent::id)
                .toList();
        assertThat(began).isNotEmpty().doesNotHaveDuplicates();
    }
}
