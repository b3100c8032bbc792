package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.sightline.metrics.GpuUse;
import dev.sightline.metrics.PipelineMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GpuMonitorTest {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String TWO = """
            0, 7012, 143771, 97
            1, 0, 143771, [N/A]
            """;

    @TempDir
    Path folder;

    private final List<GpuUse> told = new CopyOnWriteArrayList<>();
    private final PipelineMetrics metrics = new PipelineMetrics() {
        @Override
        public void gpuUsed(GpuUse use) {
            told.add(use);
        }
    };

    @Test
    void readsEachGpu() {
        assertThat(GpuMonitor.parse(TWO))
                .containsExactly(
                        new GpuUse(0, 7012L << 20, 143771L << 20, OptionalDouble.of(0.97)),
                        new GpuUse(1, 0, 143771L << 20, OptionalDouble.empty()));
        assertThat(GpuMonitor.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No devices were found",
                "0, 1, 2",
                "0, 1, 2, 3, 4",
                "0, [N/A], 143771, 5",
                "0, 1, 2, 101",
                "-1, 1, 2, 3",
                "0, 9223372036854775807, 1, 1"
            })
    void refusesWhatIsNoFigure(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GpuMonitor.parse(line))
                .withMessage("nvidia-smi said: " + line);
    }

    @Test
    void tellsTheFiguresAgainAndAgain() throws IOException {
        Path answer = Files.writeString(folder.resolve("answer"), TWO);
        try (var monitor = new GpuMonitor(List.of("cat", answer.toString()), OFTEN, LONG, metrics)) {
            await().atMost(LONG).until(() -> told.size() >= 6);
            assertThat(told).extracting(GpuUse::gpu).startsWith(0, 1, 0, 1);
            assertThat(monitor.isSilent()).isFalse();
        }
    }

    @Test
    void staysSilentWhereTheDriverCannotTellAndSpeaksWhenItCan() throws IOException {
        Path answer = folder.resolve("answer");
        try (var monitor = new GpuMonitor(List.of("cat", answer.toString()), OFTEN, LONG, metrics)) {
            await().atMost(LONG).until(monitor::isSilent);
            assertThat(told).isEmpty();
            Path whole = Files.writeString(folder.resolve("whole"), TWO);
            Files.move(whole, answer);
            await().atMost(LONG).until(() -> !told.isEmpty() && !monitor.isSilent());
        }
    }

    @Test
    void staysSilentWhereThereIsNoDriver() {
        try (var monitor = new GpuMonitor(List.of("no-such-nvidia-smi"), OFTEN, LONG, metrics)) {
            await().atMost(LONG).until(monitor::isSilent);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void waitsForAnAnswerNoLongerThanItsLimit() {
        try (var monitor = new GpuMonitor(List.of("sleep", "600"), OFTEN, SHORT, metrics)) {
            await().atMost(LONG).until(monitor::isSilent);
        }
        assertThat(told).isEmpty();
    }
}
