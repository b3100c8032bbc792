package dev.sightline.bench;

import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prints how fast the pipeline is on this machine. Arguments, all optional: {@code throughput}, {@code latency}, {@code
 * detector}, {@code suppression}, {@code tracking}, {@code rules}, {@code replay}, {@code scaling} or {@code sizing} for one of
 * them (the last seven run only when asked for), and the name of a configuration file, for anything but the defaults.
 */
public final class Benchmark {
    private static final String THROUGHPUT = "throughput";
    private static final String LATENCY = "latency";
    private static final String DETECTOR = "detector";
    private static final String SUPPRESSION = "suppression";
    private static final String TRACKING = "tracking";
    private static final String RULES = "rules";
    private static final String REPLAY = "replay";
    private static final String SCALING = "scaling";
    private static final String SIZING = "sizing";
    private static final Set<String> ALL =
            Set.of(THROUGHPUT, LATENCY, DETECTOR, SUPPRESSION, TRACKING, RULES, REPLAY, SCALING, SIZING);

    private Benchmark() {}

    /** Measures. */
    public static void main(String... args) throws Exception {
        Set<String> wanted = new LinkedHashSet<>();
        SightlineConfig config = SightlineConfig.DEFAULT;
        for (String arg : args) {
            if (ALL.contains(arg)) {
                wanted.add(arg);
            } else {
                config = new ConfigReader(System.getenv()).read(Path.of(arg));
            }
        }
        measure(config, wanted.isEmpty() ? Set.of(THROUGHPUT, LATENCY) : wanted, System.out);
    }

    private static void measure(SightlineConfig config, Set<String> wanted, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("sightline-bench-");
        try {
            load(out);
            if (wanted.contains(THROUGHPUT)) {
                Throughput.measure(config, folder, out);
            }
            if (wanted.contains(LATENCY)) {
                Latency.measure(config, folder, out);
            }
            if (wanted.contains(DETECTOR)) {
                DetectorCost.measure(out);
            }
            if (wanted.contains(SUPPRESSION)) {
                Suppression.measure(out);
            }
            if (wanted.contains(RULES)) {
                RuleStorm.measure(out);
            }
            if (wanted.contains(REPLAY)) {
                Replaying.measure(config, folder, out);
            }
            if (wanted.contains(SCALING)) {
                Scaling.measure(config, folder, out);
            }
            if (wanted.contains(SIZING)) {
                Sizing.measure(folder, out);
            }
            if (wanted.contains(TRACKING)) {
                Tracking.measure(out);
            }
            load(out);
        } finally {
            remove(folder);
        }
    }

    /** How busy the machine is with other things decides what the figures are worth. */
    private static void load(PrintStream out) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        out.printf(
                "%s, %d processors, Java %s, load average %.1f%n",
                system.getName(),
                system.getAvailableProcessors(),
                System.getProperty("java.version"),
                system.getSystemLoadAverage());
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
