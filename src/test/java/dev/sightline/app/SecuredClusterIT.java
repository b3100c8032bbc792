package dev.sightline.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.broker.ObservedAuthorizer;
import dev.sightline.broker.SecuredBroker;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.CameraStatus.State;
import dev.sightline.camera.Tampering;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.stream.ControlPublisher;
import dev.sightline.stream.KafkaReach;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.KafkaUnavailableException;
import dev.sightline.stream.RuleHistory;
import dev.sightline.stream.TimeRange;
import dev.sightline.stream.TopicSetup;
import dev.sightline.web.HealthCheck;
import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each role in an application of its own, with TLS, a login of its own and the rights that the README names. */
@Timeout(240)
class SecuredClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final List<String> USERS =
            List.of("topics", "ingest", "detect", "analyze", "web", "tail", "replay", "explain", "profile");
    private static final List<String> CAMERAS = List.of("yard", "gate");

    @TempDir
    Path folder;

    private final List<Alert> told = new CopyOnWriteArrayList<>();
    private SecuredBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = SecuredBroker.start(folder, USERS);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void worksWithExactlyTheRightsOfTheReadme() throws Exception {
        assertThatThrownBy(() -> TopicSetup.ensure(kafka("ingest")))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContainingAll("Topic authorization failed", "sightline topics create");
        try (Admin admin = admin()) {
            ReadmeRights rights = ReadmeRights.read();
            assertThat(rights.rights()).hasSizeGreaterThan(30);
            admin.createAcls(rights.of(USERS)).all().get();
            assertThat(TopicSetup.create(kafka("topics"))).hasSize(8);
            try (Demo demo = new Demo(Clock.systemUTC());
                    Application web = run(Role.WEB, demo);
                    Application analyze = run(Role.ANALYZE, demo);
                    Application detect = run(Role.DETECT, demo);
                    Application ingest = run(Role.INGEST, demo)) {
                try (var alerts = new TopicRecords<>(
                                kafka("tail"), kafka("tail").topics().alerts());
                        var deadLetters = new TopicRecords<DeadLetter>(
                                kafka("tail"), kafka("tail").topics().deadLetters())) {
                    await().atMost(LIMIT).untilAsserted(() -> {
                        assertThat(alerts.values()).isNotEmpty();
                        assertThat(folder.resolve("analyze").resolve("alerts.jsonl"))
                                .isNotEmptyFile();
                    });
                    assertThat(deadLetters.values()).isEmpty();
                    spoil();
                    losesACamera();
                    await().atMost(LIMIT)
                            .untilAsserted(() -> assertThat(deadLetters.values())
                                    .extracting(DeadLetter::topic)
                                    .containsExactlyInAnyOrder("sightline.frames", "sightline.detections"));
                    try (var evidence = new TopicRecords<>(
                            kafka("explain"), kafka("explain").topics().evidence())) {
                        await().atMost(LIMIT)
                                .untilAsserted(() -> assertThat(evidence.values())
                                        .anySatisfy(
                                                one -> assertThat(one.jpeg()).isNotNull()));
                    }
                }
                assertThat(Stream.of(web, analyze, detect, ingest).flatMap(one -> one.health().stream()))
                        .allMatch(HealthCheck::ok);
                ControlPublisher.publish(kafka("profile"), new ProfileSwitch("away", Instant.now()));
                switchProfile(web);
                var pictures = new KeptPictures(kafka("analyze"));
                assertThat(told)
                        .anySatisfy(alert -> assertThat(pictures.of(alert)).isPresent());
                replay();
                dropsWhatAQuotaHoldsUp(admin, ingest);
                isKnownAgain(admin, analyze);
                assertThat(rights.needless(ObservedAuthorizer.takeAllowed()))
                        .as("rights that nothing was done by")
                        .isEmpty();
            }
        }
    }

    /** Writes what cannot be read. */
    private void spoil() throws Exception {
        try (var producer = new KafkaProducer<>(all(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of("sightline.frames", "sightline.detections")) {
                producer.send(new ProducerRecord<>(topic, 0, "yard".getBytes(UTF_8), new byte[] {1}))
                        .get();
            }
        }
    }

    /** A camera whose ingest is gone without a word. */
    private void losesACamera() throws Exception {
        Topic<CameraStatus> cameras = kafka("tail").topics().cameras();
        Instant now = Instant.now();
        var last = new CameraStatus(
                "attic", State.CONNECTED, now, now, "", 1, -1, 0, 0, Map.of(), 0, 0, 0, Tampering.NONE, null);
        try (var statuses = new TopicRecords<>(kafka("tail"), cameras);
                var producer = new KafkaProducer<>(all(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(cameras.name(), 1, "attic".getBytes(UTF_8), cameras.encode(last)))
                    .get();
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(statuses.values()).anySatisfy(status -> {
                        assertThat(status.camera()).isEqualTo("attic");
                        assertThat(status.state()).isEqualTo(State.LOST);
                    }));
        }
    }

    private static void switchProfile(Application web) throws Exception {
        URI home = URI.create("http://127.0.0.1:" + web.webPort().orElseThrow() + "/api/profile/home");
        var request = HttpRequest.newBuilder(home)
                .header("X-Sightline", "1")
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isBetween(200, 299);
    }

    /** The reader of a camera does not wait for a broker that takes less than the camera gives. */
    private static void dropsWhatAQuotaHoldsUp(Admin admin, Application ingest) throws Exception {
        long before = undelivered(ingest);
        limitIngest(admin, 20_000.0);
        await().atMost(LIMIT).until(() -> undelivered(ingest) > before);
        long received = received(ingest);
        await().atMost(LIMIT).until(() -> received(ingest) > received + 5);
        limitIngest(admin, null);
        assertThat(ingest.health()).extracting(HealthCheck::detail).contains("2 of 2 cameras connected");
    }

    private static void limitIngest(Admin admin, @Nullable Double bytesPerSecond) throws Exception {
        var ingest = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "ingest"));
        var limit = new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond);
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(ingest, List.of(limit))))
                .all()
                .get();
    }

    private static long undelivered(Application ingest) {
        return CAMERAS.stream()
                .mapToLong(camera -> ingest.metrics().counts(camera).dropped().getOrDefault("undelivered", 0L))
                .sum();
    }

    private static long received(Application ingest) {
        return CAMERAS.stream()
                .mapToLong(camera -> ingest.metrics().counts(camera).received())
                .sum();
    }

    private void replay() throws Exception {
        KafkaSettings kafka = kafka("replay");
        var range = new TimeRange(Instant.EPOCH, Instant.now());
        var history = new RuleHistory(kafka, range, Set.of());
        List<Alert> found = new ArrayList<>();
        for (int partition = 0; partition < history.partitions(); partition++) {
            history.read(partition, input -> {});
            history.alerts(partition, () -> false, found::add);
        }
        assertThat(found).isNotEmpty();
        assertThat(history.size()).isPositive();
    }

    /** A member with a name of its own is still one when its process has gone. */
    private static void isKnownAgain(Admin admin, Application analyze) throws Exception {
        assertThat(instances(admin)).containsExactly("analyze-0-1");
        analyze.close();
        assertThat(instances(admin)).containsExactly("analyze-0-1");
    }

    private static List<String> instances(Admin admin) throws Exception {
        return admin.describeConsumerGroups(List.of("sightline-analyze")).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .flatMap(member -> member.groupInstanceId().stream())
                .toList();
    }

    @Test
    void saysThatALoginIsWrongAndDoesNotShowIt() {
        var kafka = new KafkaSettings(
                broker.bootstrapServers(),
                SightlineConfig.DEFAULT.stream().with(settings -> settings.client = broker.client("ingest", "s3cret")));
        assertThatThrownBy(() -> TopicSetup.ensure(kafka))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("check the login and the certificates in kafka.client")
                .hasMessageNotContaining("s3cret");
    }

    private KafkaSettings kafka(String user) throws Exception {
        return new KafkaSettings(broker.bootstrapServers(), settings(user).stream());
    }

    private SightlineConfig withSink() throws Exception {
        Path file = folder.resolve("sightline.yaml");
        Files.writeString(file, "{sinks: [{id: archive, type: file, path: alerts.jsonl}], profiles: [home, away]}");
        return new ConfigReader(Map.of()).read(file);
    }

    private SightlineConfig settings(String user) throws Exception {
        SightlineConfig usual = withSink()
                .withDataFolder(folder.resolve(user))
                .withBootstrapServers(broker.bootstrapServers())
                .withPort(0);
        return usual.withStream(settings -> {
            settings.client = new HashMap<>(broker.client(user));
            if (user.equals("ingest")) {
                settings.client.putAll(Map.of("request.timeout.ms", "1500", "delivery.timeout.ms", "2500"));
            }
            settings.lostAfter = Duration.ofSeconds(10);
            settings.instance = user.equals("analyze") ? "analyze-0" : null;
        });
    }

    private Application run(Role role, Demo demo) throws Exception {
        String user = role.name().toLowerCase(Locale.ROOT);
        KafkaReach.check(kafka(user), "sightline.frames");
        return Application.start(
                demo.configure(settings(user)).withRoles(EnumSet.of(role)), Clock.systemUTC(), told::add);
    }

    private Admin admin() {
        return Admin.create(all());
    }

    /** The settings of a client that may do everything. */
    private Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>(broker.client(SecuredBroker.ADMIN));
        all.put("bootstrap.servers", broker.bootstrapServers());
        return all;
    }
}
