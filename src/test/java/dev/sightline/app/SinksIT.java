package dev.sightline.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameRef;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.sink.SampleAlert;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.web.HealthCheck;
import dev.sightline.wire.Topic;
import jakarta.mail.internet.MimeMultipart;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SinksIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void deliverAlertsOfTheTopicWhereTheFileSays() throws Exception {
        Path file = Files.writeString(folder.resolve("sightline.yaml"), """
                data: %s
                roles: [analyze]
                broker: {port: 0}
                sinks:
                  - {id: archive, type: file, path: out/alerts.jsonl}
                  - {id: nobody, type: mqtt, url: "tcp://127.0.0.1:1"}
                """.formatted(folder));
        SightlineConfig config = new ConfigReader(Map.of()).read(file);
        Alert alert = SampleAlert.at(Instant.ofEpochSecond(1_777_000_000));
        try (Application application = Application.start(config, Clock.systemUTC(), told -> {})) {
            KafkaSettings kafka = new KafkaSettings(application.bootstrapServers(), config.stream());
            write(kafka, kafka.topics().alerts(), Instant.now(), alert);
            Path lines = folder.resolve("out/alerts.jsonl");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lines)
                            .content()
                            .contains("\"id\":\"" + alert.id() + "\"")
                            .hasLineCount(1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(application.health())
                            .filteredOn(check -> check.name().startsWith("sink"))
                            .extracting(
                                    HealthCheck::name,
                                    HealthCheck::ok,
                                    check -> check.detail().replaceAll("after.*", ""))
                            .hasSize(2)
                            .anySatisfy(check -> assertThat(check.toList())
                                    .isEqualTo(List.of("sink archive", true, "has delivered the last alert")))
                            .anySatisfy(check -> assertThat(check.toList().get(2))
                                    .asString()
                                    .startsWith("attempt ")
                                    .contains("mqtt 127.0.0.1:1 cannot be reached")));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(application.metrics().scrape())
                            .contains("sightline_sink_delivered_total{sink=\"archive\"} 1.0")
                            .containsPattern("sightline_sink_lag_seconds\\{sink=\"nobody\"} [1-9]"));
        }
    }

    @Test
    void mailTheKeptPicture() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        Path file = Files.writeString(folder.resolve("sightline.yaml"), """
                data: %s
                roles: [analyze]
                broker: {port: 0}
                sinks:
                  - id: mail
                    type: email
                    host: 127.0.0.1
                    port: %d
                    security: none
                    from: sightline@example.org
                    to: [me@example.org]
                """.formatted(
                        folder, server.getSmtp().getPort()));
        SightlineConfig config = new ConfigReader(Map.of()).read(file);
        List<AlertEvidence> kept = new CopyOnWriteArrayList<>();
        try (Application application = Application.start(config, Clock.systemUTC(), told -> {})) {
            KafkaSettings kafka = new KafkaSettings(application.bootstrapServers(), config.stream());
            Alert alert = SampleAlert.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
            write(kafka, kafka.topics().frames(), alert.at(), black(alert));
            FrameRef place = new FrameRef(kafka.topics().frames().name(), 0, 0);
            write(kafka, kafka.topics().alerts(), alert.at(), of(alert, "seen", Alert.Kind.RAISED, place));
            write(kafka, kafka.topics().alerts(), alert.at(), of(alert, "seen", Alert.Kind.ENDED, place));
            FrameRef gone = new FrameRef(place.topic(), 0, 99);
            write(kafka, kafka.topics().alerts(), alert.at(), of(alert, "unseen", Alert.Kind.RAISED, gone));
            try (TopicTail tail = TopicTail.start(
                    kafka, List.of(Subscription.to(kafka.topics().evidence(), Integer.MAX_VALUE, kept::add)))) {
                await().atMost(PATIENCE).until(() -> server.getReceivedMessages().length == 3 && kept.size() == 3);
                assertThat(tail.running()).isTrue();
            }
            MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
            byte[] attached = parts.getBodyPart(1).getInputStream().readAllBytes();
            assertThat(ByteBuffer.wrap(attached)).isEqualTo(kept.get(0).jpeg());
            for (int i = 1; i < 3; i++) {
                assertThat(((MimeMultipart) server.getReceivedMessages()[i].getContent()).getCount())
                        .isEqualTo(1);
            }
        } finally {
            server.stop();
        }
    }

    private static Frame black(Alert alert) {
        ImageSize size = new ImageSize(64, 48);
        ByteBuffer jpeg = new OpenCvJpegCodec().encode(new Image(size, new byte[3 * 64 * 48]), 90);
        return new Frame(requireNonNull(alert.frame()), null, alert.at(), size, size, jpeg);
    }

    private static Alert of(Alert alert, String id, Alert.Kind kind, FrameRef frame) {
        return new Alert(
                id,
                kind,
                alert.rule(),
                alert.ruleVersion(),
                alert.severity(),
                alert.camera(),
                alert.zone(),
                alert.at(),
                alert.since(),
                alert.objects(),
                alert.frame(),
                frame,
                alert.cause(),
                alert.model(),
                alert.suppressed(),
                alert.values(),
                alert.message());
    }

    private static <V> void write(KafkaSettings kafka, Topic<V> topic, Instant at, V value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), 0, at.toEpochMilli(), null, topic.encode(value)))
                    .get();
        }
    }
}
