package dev.sightline.cli;

import dev.sightline.bench.EngineBench;
import dev.sightline.model.Devices;
import dev.sightline.model.EngineChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that measure have in common. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchOptions {
    private static final int LARGEST_LEAST = 10_000_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "auto|tensorrt|cuda|cpu",
            description = "What runs the models; auto: TensorRT if it can run, else the CPU (default:"
                    + " ${DEFAULT-VALUE}).")
    private EngineChoice engine = EngineChoice.AUTO;

    @Option(
            names = "--devices",
            paramLabel = "N,…|all",
            description = "Which GPUs (default: ${DEFAULT-VALUE}).",
            converter = DevicesConverter.class)
    private Devices devices = Devices.FIRST;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine for one batch on the CPU (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "The least time that each line is measured for (default: ${DEFAULT-VALUE}).")
    private int seconds = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description = "The least time before that (default: ${DEFAULT-VALUE}).")
    private int warmUp = 2;

    @Option(
            names = "--least",
            paramLabel = "N",
            description = "The least number of batches that each line is measured for, in each context (default:"
                    + " ${DEFAULT-VALUE}).")
    private int least = 2;

    EngineChoice engine() {
        return engine;
    }

    Devices devices() {
        return devices;
    }

    int threads() {
        return threads;
    }

    EngineBench bench() {
        if (seconds < 0 || warmUp < 0) {
            throw wrong("--seconds and --warm-up are 0 or more");
        }
        if (least < 2 || least > LARGEST_LEAST) {
            throw wrong("--least is 2 to " + LARGEST_LEAST);
        }
        return new EngineBench(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), least);
    }

    /** The numbers, if each is in the range. */
    List<Integer> checked(String option, List<Integer> numbers, int most) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 1 || number > most)) {
            throw wrong(option + " is 1 to " + most + ", not " + numbers);
        }
        return numbers;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Work with a folder of its own. */
    @FunctionalInterface
    interface Work {
        void in(Path folder) throws Exception;
    }

    /** Does the work and deletes its folder. */
    static void inTemporaryFolder(Work work) throws Exception {
        Path folder = Files.createTempDirectory("sightline-bench-");
        try {
            work.in(folder);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
