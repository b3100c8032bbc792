package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.stream.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A walk through {@code docker-compose.yml} with real containers: each role in processes of its own, a broker that is killed,
 * and the sums of frames afterwards.
 */
@Timeout(420)
@EnabledIfSystemProperty(
        named = "compose.test",
        matches = "true",
        disabledReason = "takes minutes and an image of this program: -Dcompose.test=true")
class ComposeIT {
    private static final String IMAGE = "sightline:local";
    private static final Path KCAT = Path.of("/usr/bin/kcat");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> CAMERAS = List.of("yard", "gate");

    private static final String TOKEN = "a-token-of-this-test-only";

    private final int kafkaPort = freePort();
    private final int pagePort = freePort();

    @BeforeEach
    void needImages() throws Exception {
        assumeThat(Compose.hasImage(IMAGE))
                .as("there is no image %s, or no Docker: see the head of deploy/Dockerfile", IMAGE)
                .isTrue();
    }

    @Test
    void bringsFramesToAlertsAndGoesOnAfterTheBrokerIsKilled() throws Exception {
        try (Compose compose = new Compose(Map.of(
                "KAFKA_PORT",
                String.valueOf(kafkaPort),
                "PAGE_PORT",
                String.valueOf(pagePort),
                "SIGHTLINE_TOKEN",
                TOKEN))) {
            long up = System.nanoTime();
            compose.run("up", "--detach", "--no-build", "kafka", "cameras", "ingest", "detect", "analyze", "web");
            KafkaSettings kafka = new KafkaSettings("localhost:" + kafkaPort, SightlineConfig.DEFAULT.stream());
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> compose.metrics("ingest", 1).contains("frames_produced"));
            try (var frames = new TopicRecords<Frame>(kafka, kafka.topics().frames());
                    var detections =
                            new TopicRecords<Detections>(kafka, kafka.topics().detections());
                    var alerts = new TopicRecords<Alert>(kafka, kafka.topics().alerts())) {
                await().atMost(PATIENCE)
                        .until(() -> detections.values().stream()
                                .anyMatch(looked -> !looked.detections().isEmpty()));
                say("from `docker compose up` to the first detection", up);
                await().atMost(PATIENCE).until(() -> !alerts.values().isEmpty());
                say("to the first alert", up);
                readsTopicsWithOtherTools(compose);
                showsThePage();
                recoversFromAKilledBroker(compose, frames::values, detections::values);
                compose.run("stop", "cameras");
                accountsForEveryFrame(compose, frames, detections);
                stopsWithinTenSeconds(compose);
            }
        }
    }

    private void readsTopicsWithOtherTools(Compose compose) throws Exception {
        assertThat(compose.run(
                        "exec",
                        "-T",
                        "kafka",
                        "/opt/kafka/bin/kafka-run-class.sh",
                        "org.apache.kafka.tools.consumer.ConsoleConsumer",
                        "--bootstrap-server=localhost:9092",
                        "--topic=sightline.alerts",
                        "--from-beginning",
                        "--max-messages=1",
                        "--timeout-ms=20000"))
                .containsPattern("lingering-at-crossing|someone-in-drive");
        if (!Files.isExecutable(KCAT)) {
            System.out.println(KCAT + " is not there: topics are read by Kafka's own console consumer only");
            return;
        }
        for (String topic : List.of("frames", "detections", "tracks", "alerts", "cameras")) {
            List<String> one = List.of("-o", "beginning", "-c", "1", "-e", "-f", "%k %S bytes\\n");
            List<String> kcat =
                    List.of(KCAT.toString(), "-q", "-b", "localhost:" + kafkaPort, "-C", "-t", "sightline." + topic);
            String record =
                    compose.execute(Stream.concat(kcat.stream(), one.stream()).toList());
            assertThat(record).as(topic).matches("(yard|gate) [1-9]\\d* bytes\\n");
            System.out.print("kcat reads " + topic + ": " + record);
        }
    }

    private void showsThePage() throws Exception {
        URI uri = URI.create("http://localhost:" + pagePort + "/api/cameras");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains(CAMERAS).contains("crossing");
    }

    private static void recoversFromAKilledBroker(
            Compose compose, Supplier<List<Frame>> frames, Supplier<List<Detections>> detections) throws Exception {
        compose.run("kill", "--signal", "KILL", "kafka");
        Set<FrameId> before = frames.get().stream().map(Frame::id).collect(Collectors.toSet());
        long away = System.nanoTime();
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        compose.run("start", "kafka");
        long start = System.nanoTime();
        for (String camera : CAMERAS) {
            await().atMost(PATIENCE)
                    .until(() -> detections.get().stream()
                            .map(Detections::frame)
                            .anyMatch(frame -> frame.camera().equals(camera) && !before.contains(frame)));
        }
        say("from the start of a killed broker to detections of new frames of both cameras", start);
        say("from its death", away);
    }

    private static void accountsForEveryFrame(
            Compose compose, TopicRecords<Frame> frames, TopicRecords<Detections> detections) {
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            String counted = compose.metrics("ingest", 1);
            for (String camera : CAMERAS) {
                long received = sum(counted, "received", camera);
                long dropped = sum(counted, "dropped", camera);
                long undelivered = sum(counted, "dropped", camera + "\",reason=\"undelivered");
                long produced = sum(counted, "produced", camera);
                long stored = frames.values().stream()
                        .filter(frame -> frame.id().camera().equals(camera))
                        .count();
                assertThat(received).isEqualTo(sum(counted, "corrupt", camera) + dropped + produced);
                // Of a frame whose acknowledgement was lost with the broker, nobody knows whether it is stored.
                assertThat(stored).isBetween(produced, produced + undelivered);
                System.out.printf(
                        "camera %s: received %d = dropped %d (of these undelivered %d) + produced %d; stored %d%n",
                        camera, received, dropped, undelivered, produced, stored);
            }
            assertThat(detections.values())
                    .extracting(Detections::frame)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            frames.values().stream().map(Frame::id).toList());
        });
    }

    private static void stopsWithinTenSeconds(Compose compose) throws Exception {
        for (String service : List.of("ingest", "detect", "analyze", "web")) {
            long before = System.nanoTime();
            compose.run("stop", "--timeout", "30", service);
            say("to stop " + service, before);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** The sum of a counter of frames of a camera over all reasons. */
    private static long sum(String metrics, String counter, String camera) {
        return Pattern.compile("(?m)^sightline_frames_" + counter + "_total\\{camera=\"" + camera + "\"[^}]*} (\\S+)$")
                .matcher(metrics)
                .results()
                .mapToLong(match -> (long) Double.parseDouble(match.group(1)))
                .sum();
    }

    private static void say(String what, long since) {
        System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
