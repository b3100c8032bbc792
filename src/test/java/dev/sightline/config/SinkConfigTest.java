package dev.sightline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sightline.alert.Alert;
import dev.sightline.alert.Severity;
import dev.sightline.sink.SinkSettings;
import dev.sightline.sink.WebhookTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkConfigTest {
    @TempDir
    Path folder;

    private final ConfigReader reader =
            new ConfigReader(Map.of("HOOK", "https://example.org/t0psecret", "BAD", "t0psecret", "KEY", "hunter2"));

    @Test
    void readsFiltersRetriesAndSecrets() throws Exception {
        SinkSettings sink = reader.read(write("""
                        cameras: [{id: door, url: rtsp://192.168.1.20/}]
                        sinks:
                          - id: on-call
                            type: webhook
                            url: ${HOOK}
                            method: put
                            headers: {Authorization: "Bearer ${KEY}"}
                            secret: ${KEY}
                            cameras: [door]
                            minSeverity: critical
                            kinds: [raised]
                            attempts: 3
                            longestRetry: 1m
                            timeout: 2s
                        """)).sinks().get(0);
        assertThat(sink.filter().cameras()).containsExactly("door");
        assertThat(sink.filter().minSeverity()).isEqualTo(Severity.CRITICAL);
        assertThat(sink.filter().kinds()).containsExactly(Alert.Kind.RAISED);
        assertThat(sink.retry().attempts()).isEqualTo(3);
        assertThat(sink.retry().longestRetry()).isEqualTo(Duration.ofMinutes(1));
        assertThat(sink.target()).isInstanceOfSatisfying(WebhookTarget.class, hook -> {
            assertThat(hook.url()).isEqualTo("https://example.org/t0psecret");
            assertThat(hook.headers()).containsEntry("Authorization", "Bearer hunter2");
            assertThat(hook.secret()).isEqualTo("hunter2");
        });
        assertThat(sink.toString()).doesNotContain("hunter2").doesNotContain("t0psecret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: a, type: fax | sinks[0].type: must be one of log, file, webhook, mqtt, email, not 'fax'",
                "id: a | sinks[0].type: is missing; add log, file, webhook, mqtt or email",
                "type: log | sinks[0].id: is missing; add a name for the sink, such as on-call",
                "id: a b, type: log | sinks[0].id: 1 to 63 letters, digits, '.', '_' or '-', not 'a b'",
                "id: a, type: file | sinks[0].path: is missing; add the file, such as alerts.jsonl",
                "id: a, type: file, path: ../x | sinks[0].path: absolute or below the data folder, such as alerts.jsonl",
                "id: a, type: log, cameras: [dor] | sinks[0].cameras[0]: there is no such camera",
                "id: a, type: log, rules: [x] | sinks[0].rules[0]: there is no such rule",
                "id: a, type: log, kinds: [] | sinks[0].kinds: at least one of raised, escalated, ended",
                "id: a, type: log, attempts: 0 | sinks[0].attempts: is 1 to 1000, not 0",
                "id: a, type: log, url: x | sinks[0].url: is not a key",
                "id: a, type: webhook, url: 'ftp://x' | sinks[0].url: http or https with a host",
                "id: a, type: webhook, url: '${BAD}' | sinks[0].url: what its ${…} stands for does not fit",
                "id: a, type: webhook, url: '${HOOK}', body: '{{env.PATH}}' | sinks[0].body: body names {{env.PATH}}",
                "id: a, type: webhook, url: '${HOOK}', body: '{{camera}}' | sinks[0].body: not JSON when it is filled in",
                "id: a, type: webhook, url: '${HOOK}', headers: {Host: x} | sinks[0].headers: headers has one",
                "id: a, type: mqtt, url: 'tcp://x', topic: 'a/#' | sinks[0].topic: a name without + and #",
                "id: a, type: email, host: x, from: y@x, to: [] | sinks[0].to: 1 to 50 addresses, not 0",
            })
    void saysWhatIsWrong(String sink, String message) throws IOException {
        Path file = write("sinks:\n  - {" + sink + "}\n");
        Throwable failure = catchThrowable(() -> reader.read(file));
        assertThat(failure).isInstanceOf(ConfigException.class);
        String said = String.valueOf(failure.getMessage()).replace(": is ", ": ");
        assertThat(said).contains(message.replace(": is ", ": ")).doesNotContain("t0psecret");
        assertThat(((ConfigException) failure).problems()).hasSize(1);
    }

    @Test
    void givesEachSinkAnIdOfItsOwn() throws Exception {
        Path file = write("sinks:\n  - {id: a, type: log}\n  - {id: a, type: log}\n");
        assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("the sink in line 2 has this name already");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("sightline.yaml"), yaml);
    }
}
