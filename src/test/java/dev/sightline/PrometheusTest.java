package dev.sightline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's own tool on what is delivered for it. */
@Timeout(60)
class PrometheusTest {
    private static final String PROMTOOL = System.getProperty("promtool", "promtool");

    @Test
    void rulesFireWhereTheyShould(@TempDir Path folder) throws Exception {
        assumeTrue(isThere(), "skipped: no promtool, on the path or where -Dpromtool says");
        Path said = folder.resolve("said.txt");
        Process promtool = new ProcessBuilder(PROMTOOL, "test", "rules", "sightline.rules.test.yml")
                .directory(Path.of("deploy", "prometheus").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(promtool.waitFor(50, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said, UTF_8)).contains("SUCCESS");
        assertThat(promtool.exitValue()).isZero();
    }

    private static boolean isThere() {
        return Files.isExecutable(Path.of(PROMTOOL).toAbsolutePath())
                || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROMTOOL)));
    }
}
