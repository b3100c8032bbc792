package dev.sightline.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheProcessesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path plans;

    @TempDir
    Path signs;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void twoProcessesBuildAPlanOnce() throws IOException {
        start("one");
        await().atMost(LIMIT).until(() -> exists("builds-one"));
        start("two");
        await().atMost(LIMIT).until(() -> exists("asks-two"));
        Files.createFile(signs.resolve("go"));
        await().atMost(LIMIT).until(() -> exists("has-one") && exists("has-two"));
        assertThat(signs.resolve("has-one")).hasContent("built by one");
        assertThat(signs.resolve("has-two")).hasContent("built by one");
        assertThat(exists("builds-two")).isFalse();
    }

    @Test
    void aProcessThatIsKilledWhileItBuildsHoldsUpNobody() throws IOException {
        Process one = start("one");
        await().atMost(LIMIT).until(() -> exists("builds-one"));
        start("two");
        await().atMost(LIMIT).until(() -> exists("asks-two"));
        one.destroyForcibly().onExit().join();
        await().atMost(LIMIT).until(() -> exists("builds-two"));
        Files.createFile(signs.resolve("go"));
        await().atMost(LIMIT).until(() -> exists("has-two"));
        assertThat(signs.resolve("has-two")).hasContent("built by two");
        try (Stream<Path> files = Files.list(plans)) {
            assertThat(files.filter(file -> file.toString().endsWith(".entry"))).hasSize(2);
        }
    }

    private boolean exists(String sign) {
        return Files.exists(signs.resolve(sign));
    }

    private Process start(String name) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlanCacheProcesses.class.getName(),
                plans.toString(),
                signs.toString(),
                name);
        Process process = new ProcessBuilder(command).inheritIO().start();
        processes.add(process);
        return process;
    }
}
