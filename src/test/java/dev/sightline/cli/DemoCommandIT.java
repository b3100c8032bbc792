package dev.sightline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, stopped as a person stops it. */
@Timeout(180)
class DemoCommandIT {
    @TempDir
    Path temporary;

    @Test
    void printsThePageAndAlertsAndStopsWithinFiveSecondsOfCtrlC() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs the signal SIGINT");
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sightline.Main",
                        "demo",
                        "--port=0",
                        "--broker-port=0")
                .redirectErrorStream(true)
                .start();
        try {
            List<String> lines = new CopyOnWriteArrayList<>();
            Thread reader = new Thread(() -> read(demo, lines), "demo-output");
            reader.start();
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(lines)
                            .anyMatch(line -> line.contains("http://localhost:"))
                            .anyMatch(line -> line.contains(" ALERT ")));

            long before = System.nanoTime();
            new ProcessBuilder("kill", "-INT", String.valueOf(demo.pid()))
                    .start()
                    .waitFor();
            assertThat(demo.waitFor(15, TimeUnit.SECONDS)).isTrue();
            // A margin over the promised 5 s, for machines that do other things at the same time.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("sightline-demo")))
                        .isEmpty();
            }
        } finally {
            demo.destroyForcibly();
        }
    }

    private static void read(Process process, List<String> lines) {
        try (BufferedReader reader = process.inputReader(UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (Exception e) {
            lines.add("reading ended: " + e);
        }
    }
}
