package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.camera.CameraSettings;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Selection;
import dev.sightline.detect.ObjectMask;
import dev.sightline.detect.Tiling;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import dev.sightline.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String SECRET = "hunter2-sentinel";

    @TempDir
    Path folder;

    @Test
    void readsWhatIsSaidAndKeepsTheOtherDefaults() throws Exception {
        SightlineConfig config = read("""
                data: /var/lib/sightline
                roles: [analyze, web]
                kafka:
                  bootstrapServers: kafka-1:9092, kafka-2:9092
                  partitions: 12
                  maxFrameAge: 1500ms
                  client:
                    security.protocol: SSL
                    retries: 3
                broker: {port: 0}
                web:
                  port: "8081"
                """);
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/sightline"));
        assertThat(config.roles()).containsExactlyInAnyOrder(Role.ANALYZE, Role.WEB);
        assertThat(config.bootstrapServers()).isEqualTo("kafka-1:9092, kafka-2:9092");
        assertThat(config.embedsBroker()).isFalse();
        assertThat(config.stream().partitions()).isEqualTo(12);
        assertThat(config.stream().maxFrameAge()).isEqualTo(Duration.ofMillis(1500));
        assertThat(config.stream().prefix()).isEqualTo("sightline");
        assertThat(config.stream().stateFolder()).isEqualTo(Path.of("/var/lib/sightline/streams"));
        assertThat(config.stream().client()).isEqualTo(Map.of("security.protocol", "SSL", "retries", "3"));
        assertThat(config.broker()).isEqualTo(new BrokerSettings(Path.of("/var/lib/sightline/broker"), 0));
        assertThat(config.web()).isEqualTo(new WebSettings("127.0.0.1", 8081));
        assertThat(config.tracker()).isEqualTo(SightlineConfig.DEFAULT.tracker());
    }

    @Test
    void readsCamerasWithTheirZonesAndTheRulesThatNameThem() throws Exception {
        SightlineConfig config = read("""
                cameras:
                  - id: door
                    url: rtsp://192.168.1.20/stream1
                    user: admin
                    password: ${HASH}
                    transport: udp
                    timeout: 3s
                    framesPerSecond: 2.5
                    longSide: 640
                    jpegQuality: 70
                    stallTimeout: 8s
                    repeat: false
                    tampering: false
                    privacyMasks:
                      - points: [[0, 0], [0.25, 0], [0.25, 1]]
                    objectMasks:
                      - {points: [[0, 0], [0.5, 0], [0.5, 1]], labels: [dog]}
                      - points: [[0, 0], [0.25, 0], [0.25, 1]]
                    zones:
                      - name: left
                        points: [[0, 0], [0.5, 0], [0.5, 1]]
                rules:
                  - id: r
                    camera: door
                    labels: [person, dog]
                    minScore: 0.6
                    presence: {zone: left}
                    cooldown: 1m
                """);
        SourceAddress address = SourceAddress.parse("rtsp://192.168.1.20/stream1")
                .withLogin("admin", "#1")
                .withTransport(SourceAddress.Transport.UDP)
                .withTimeout(Duration.ofSeconds(3));
        Polygon corner = new Polygon(List.of(new Point(0, 0), new Point(0.25, 0), new Point(0.25, 1)));
        assertThat(config.cameras())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new CameraSettings(
                        "door", address, 2.5, 640, 70, Duration.ofSeconds(8), false, List.of(corner), false));
        Zone left = new Zone("left", new Polygon(List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1))));
        assertThat(config.markings())
                .isEqualTo(Map.of(
                        "door",
                        new Markings(
                                List.of(left),
                                List.of(),
                                List.of(
                                        new ObjectMask(left.polygon(), Set.of("dog")),
                                        new ObjectMask(corner, Set.of())),
                                null)));
        assertThat(config.rules())
                .containsExactly(new Rule(
                        "r",
                        "door",
                        Severity.WARNING,
                        new InZone(new Selection(List.of("person", "dog"), 0.6, Anchor.BOTTOM_CENTER, List.of(left))),
                        new When(new Always(), List.of()),
                        new Limits(Duration.ofMinutes(1), Limits.Scope.RULE, 0, Duration.ofHours(1)),
                        List.of(),
                        "{objects} in {zone}"));
    }

    @Test
    void readsTheTilesOfThoseCamerasThatHaveThem() throws Exception {
        SightlineConfig config = read("""
                cameras:
                  - {id: yard, url: 'rtsp://192.168.1.20/a', tiles: 3x2}
                  - {id: door, url: 'rtsp://192.168.1.20/b', tiles: }
                """);
        assertThat(config.tiles()).isEqualTo(Map.of("yard", new Tiling(3, 2, Tiling.USUAL_OVERLAP)));
        assertThat(config.withPort(0)
                        .withDataFolder(folder)
                        .withCamera("gate=rtsp://192.168.1.20/c")
                        .tiles())
                .isEqualTo(config.tiles());
    }

    @Test
    void findsFilmsAndModelsFromTheFolderOfTheFile() throws Exception {
        Path films = Files.createDirectories(folder.resolve("films/today"));
        Path film = Files.createFile(films.resolve("door.mp4"));
        SightlineConfig config = read("""
                filmsFolder: films
                model: {card: models/card.json}
                cameras:
                  - {id: a, url: today/door.mp4}
                  - {id: b, url: 'file://today/../today/door.mp4'}
                """);
        assertThat(config.cameras())
                .extracting(camera -> camera.address().location())
                .containsOnly(film.toRealPath().toString());
        assertThat(config.model().card()).isEqualTo(folder.resolve("models/card.json"));
    }

    @Test
    void fillsInVariablesAndFiles() throws Exception {
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
        SightlineConfig config = read("""
                web: {port: '${PORT}'}
                kafka: {client: {a: '${file:secret}', b: 'x${A}y$${A}', c: '$5 ${A}'}}
                """);
        assertThat(config.web().port()).isEqualTo(8123);
        assertThat(config.stream().client()).isEqualTo(Map.of("a", SECRET, "b", "x${PORT}y${A}", "c", "$5 ${PORT}"));
    }

    @Test
    void neverShowsASecret() throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET);
        for (String yaml : List.of(
                "web: {port: '${SECRET}'}",
                "web: {port: '${file:secret}'}",
                "kafka: {prefix: '${SECRET}!'}",
                "kafka: {bootstrapServers: '${SECRET}'}",
                "roles: ['${SECRET}']",
                "cameras: [{id: '${SECRET}!', url: 'rtsp://h'}]",
                "cameras: [{id: a, url: '${SECRET}'}]",
                "cameras: [{id: a, url: 'rtsp://admin:${SECRET}'}]",
                "cameras: [{id: a, url: 'rtsp://admin:hunter2-sentinel/1@h/'}]",
                "cameras: [{id: a, url: 'rtp://admin:hunter2-sentinel@h/'}]",
                "cameras: [{id: a, url: 'rtsp://a:hunter2-sentinel@h/', user: b, password: hunter2-sentinel}]",
                "cameras: [{id: a, url:rtsp://a:hunter2-sentinel@h/}]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: [hunter2-sentinel]}]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: *hunter2-sentinel }]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: !hunter2-sentinel }]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: !hunter2-sentinel!x }]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: &hunter2-sentinel }]",
                "cameras: [{id: a, url: 'rtsp://h', user: b, password: \"hunter2-sentinel }]",
                "cameras:\n- id: a\n  password:hunter2-sentinel\n  url: rtsp://h",
                "cameras:\n- id: a\n  password: @hunter2-sentinel\n  url: rtsp://h",
                "cameras: [{id: a, url: 'rtsp://h', timeout: '${SECRET}', stallTimeout: '${DAYS}'}]",
                "cameras: [{id: a, url: 'rtsp://h'}]\nrules: [{id: '${SECRET}', camera: a, presence: {zone: '${SECRET}'}, minScore: 3}]",
                "cameras: [{id: a, url: 'rtsp://h'}]\nrules: [{id: r, camera: a, presence: , message: '{zone} ${SECRET}'}]",
                "? [hunter2-sentinel]\n: 1")) {
            ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(yaml));
            assertThat(failure).as(yaml).isNotNull();
            assertThat(failure).as(yaml).hasMessageNotContainingAny("hunter2", "PT90071H");
            assertThat(failure).as(yaml).hasNoCause();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cameras: [{id: a, url: 'rtsp://h', user: u, password: hunter2}]        | cameras[0].password: must come
            cameras: [{id: a, url: 'rtsp://h', user: u, password: 'x${SECRET}'}]   | cameras[0].password: must come
            cameras: [{id: a, url: 'rtsp://u:hunter2@h/x'}]                        | cameras[0].url: holds a secret
            kafka: {client: {ssl.key.password: hunter2}}                           | kafka.client.ssl.key.password: holds
            kafka: {client: {ssl.keystore.key: hunter2}}                           | kafka.client.ssl.keystore.key: holds
            kafka: {client: {sasl.jaas.config: 'x required password="hunter2";'}}  | kafka.client.sasl.jaas.config: holds
            kafka: {schemaRegistry: {url: 'http://h', user: u, password: hunter2}} | kafka.schemaRegistry.password: must come
            kafka: {schemaRegistry: {url: 'http://h', token: hunter2}}             | kafka.schemaRegistry.token: must come
            kafka: {schemaRegistry: {url: 'http://h', keyStorePassword: hunter2}}  | kafka.schemaRegistry.keyStorePassword: must
            kafka: {schemaRegistry: {url: 'http://h', trustStorePassword: x2}}     | kafka.schemaRegistry.trustStorePassword: must
            trace: {headers: {authorization: Bearer hunter2}}                      | trace.headers.authorization: holds a secret
            sinks: [{id: a, type: webhook, url: 'https://h', secret: hunter2}]     | sinks[0].secret: must come
            sinks: [{id: a, type: webhook, url: 'https://h', headers: {X-Api-Key: hunter2}}] | sinks[0].headers.X-Api-Key: holds
            sinks: [{id: a, type: mqtt, url: 'tcp://h', user: u, password: hunter2}] | sinks[0].password: must come
            sinks: [{id: a, type: email, host: h, from: a@h, to: [b@h], user: u, password: hunter2}] | sinks[0].password: must
            """)
    void takesSecretsFromElsewhereOnly(String yaml, String problem) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(failure).as(yaml).isNotNull();
        assertThat(failure.problems())
                .singleElement()
                .asString()
                .contains(problem)
                .doesNotContain("hunter2");
    }

    @Test
    void takesAnEmptyPasswordAndWhatIsNoSecret() throws Exception {
        SightlineConfig config = read("""
                kafka:
                  client:
                    sasl.oauthbearer.token.endpoint.url: https://login.example.org/token
                    sasl.jaas.config: com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true;
                cameras: [{id: a, url: 'rtsp://h', user: u, password: ''}]
                """);
        assertThat(config.cameras().get(0).address().secretPassword()).isEmpty();
        assertThat(config.stream().client()).hasSize(2);
    }

    @Test
    void neverShowsASecretOfAValidConfiguration() throws Exception {
        SightlineConfig config = read("""
                kafka: {client: {sasl.jaas.config: 'password=${SECRET}'}}
                cameras:
                  - {id: a, url: 'rtsp://h/x?key=${SECRET}', user: u, password: '${SECRET}'}
                  - {id: b, url: 'rtsp://u:${SECRET}@h/x'}
                """);
        assertThat(config.cameras())
                .extracting(c -> c.address().secretPassword())
                .containsOnly(SECRET);
        assertThat(config.toString()).contains("rtsp://h/x").doesNotContain(SECRET);
    }

    private SightlineConfig read(String yaml) throws IOException, ConfigException {
        var environment = Map.of("PORT", "8123", "A", "${PORT}", "SECRET", SECRET, "DAYS", "90071h", "HASH", "#1");
        return new ConfigReader(environment).read(Files.writeString(folder.resolve("sightline.yaml"), yaml));
    }
}
