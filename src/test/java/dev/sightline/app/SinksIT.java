package dev.sightline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.sink.SampleAlert;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.web.HealthCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            write(new KafkaSettings(application.bootstrapServers(), config.stream()), alert);
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

    private static void write(KafkaSettings kafka, Alert alert) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            kafka.topics().alerts().name(),
                            kafka.topics().alerts().encode(alert)))
                    .get();
        }
    }
}
