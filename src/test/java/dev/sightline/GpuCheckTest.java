package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code deploy/gpu-check} does without a GPU, and without building anything. */
class GpuCheckTest {
    private static final String DOG = "dog 0.90 10 10 110 110";

    @TempDir
    Path folder;

    @BeforeEach
    void needsBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
    }

    @ParameterizedTest
    @CsvSource({
        "dog 0.90 10 10 110 110,          0, the same",
        "dog 0.92 10 10 110 110,          0, its score is 0.02 higher",
        "dog 0.87 10 10 110 110,          2, its score is 0.03 lower",
        "dog 0.90 11 10 111 110,          0, IoU 99 / 101",
        "dog 0.90 12 10 112 110,          2, IoU 98 / 102",
        "cat 0.90 10 10 110 110,          2, another label",
        "dog 0.90 10 10 110 110|cat 0.31 0 0 9 9, 1, one more",
        "dog 0.90 10 10 110 110|cat 0.29 0 0 9 9, 0, one more that is too faint to count",
        "'',                              1, it is not there"
    })
    void comparesBothWays(String gpu, int without, String why) throws Exception {
        write("cpu", DOG);
        write("gpu", gpu.replace('|', '\n'));

        Ended ended = check("compare", folder.resolve("cpu"), folder.resolve("gpu"));

        assertThat(ended.lines().get(ended.lines().size() - 1))
                .as(why)
                .startsWith("accuracy: " + without + " of ")
                .endsWith("have no partner of the same label, IoU 0.98, score 0.02");
        assertThat(ended.code()).isEqualTo(without == 0 ? 0 : 1);
    }

    @Test
    void doesNotTakeNothingForTheSame() throws Exception {
        write("cpu", "");
        write("gpu", "");

        Ended ended = check("compare", folder.resolve("cpu"), folder.resolve("gpu"));

        assertThat(ended).isEqualTo(new Ended(1, List.of("gpu-check: there is nothing above score 0.3 to compare")));
    }

    @Test
    void refusesADamagedPiece() throws Exception {
        Path pieces = Files.createDirectory(folder.resolve("pieces"));
        Files.writeString(pieces.resolve("gpu-check.000"), "not what was packed");
        Files.writeString(pieces.resolve("SHA256SUMS"), "0".repeat(64) + "  gpu-check.000\n");

        Ended ended = check("run", pieces, folder.resolve("work"));

        assertThat(ended.lines()).endsWith("gpu-check: a piece is missing or damaged; copy it again");
        assertThat(ended.code()).isEqualTo(1);
    }

    private void write(String name, String detections) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("one.txt"), detections + "\n");
    }

    private Ended check(String verb, Path... folders) throws Exception {
        var command = new ArrayList<>(List.of("/bin/bash", "deploy/gpu-check", verb));
        for (Path each : folders) {
            command.add(each.toString());
        }
        Path output = folder.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readAllLines(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** How it ended and what it said. */
    private record Ended(int code, List<String> lines) {}
}
