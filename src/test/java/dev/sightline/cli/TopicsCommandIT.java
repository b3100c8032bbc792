package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class TopicsCommandIT {
    private record Ended(int code, String out) {}

    @Test
    void createsTopicsAndSaysWhatIsWrongWithThem(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0))) {
            String servers = "--bootstrap-servers=" + broker.bootstrapServers();
            assertThat(run("topics", "check", servers)).satisfies(checked -> {
                assertThat(checked.code()).isEqualTo(1);
                assertThat(checked.out()).contains("sightline.frames", "missing", "sightline topics create");
            });
            assertThat(run("topics", "create", servers)).satisfies(created -> {
                assertThat(created.code()).isZero();
                assertThat(created.out()).contains("created sightline.frames", "are as they should be");
            });
            assertThat(run("topics", "create", servers).out()).doesNotContain("created ");
            Path file = Files.writeString(
                    folder.resolve("sightline.yaml"),
                    "kafka: {bootstrapServers: \"%s\", frameRetention: 5h, partitions: 2}"
                            .formatted(broker.bootstrapServers()));
            assertThat(run("topics", "check", "--config=" + file)).satisfies(checked -> {
                assertThat(checked.code()).isZero();
                assertThat(checked.out())
                        .containsPattern("sightline.frames +retention.ms +3600000 +at least 18000000")
                        .contains("set kafka.partitions to 4", "(works as it is)");
            });
        }
    }

    @Test
    void saysThatThereIsNoKafka() {
        assertThat(run("topics", "check", "--bootstrap-servers=127.0.0.1:1").code())
                .isEqualTo(1);
    }

    private static Ended run(String... args) {
        StringWriter out = new StringWriter();
        int code = SightlineCommand.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(args);
        return new Ended(code, out.toString());
    }
}
