package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sightline.app.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, stopped as a person stops it. */
@Timeout(240)
class DemoCommandIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path data;

    @Test
    void printsThePageAndAlertsAndStopsInOrderAtCtrlC() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs the signal SIGINT");
        assumeFalse(ignoresInterrupts(), "started in the background by a shell that makes its children ignore SIGINT");
        try (Child demo = Child.start("demo", "--port=0", "--broker-port=0", "--data=" + data.resolve("kept"))) {
            demo.awaitLine("http://localhost:", PATIENCE);
            demo.awaitLine(" ALERT ", PATIENCE);
            new ProcessBuilder("kill", "-INT", String.valueOf(demo.process().pid()))
                    .start()
                    .waitFor();
            // Promised are 5 s; machines that do other things at the same time get a margin.
            assertThat(demo.process().waitFor(12, TimeUnit.SECONDS)).isTrue();
            demo.awaitLine("stopping", PATIENCE);
            assertThat(Files.isDirectory(data.resolve("kept/broker"))).isTrue();
        }
    }

    /** Whether this process, and so its children, has ignored SIGINT (signal 2) from its start; false where nobody tells. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
