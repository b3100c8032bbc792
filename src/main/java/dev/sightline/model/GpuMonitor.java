package dev.sightline.model;

import dev.sightline.metrics.GpuUse;
import dev.sightline.metrics.PipelineMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the driver's {@code nvidia-smi} now and then how much of the GPUs is in use. A machine that cannot tell costs one line
 * in the log; it is asked again, and another line says that it can.
 */
public final class GpuMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GpuMonitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** It takes seconds where no other process keeps the driver awake. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final int LONGEST_OUTPUT = 64 << 10;
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final List<String> command;
    private final Duration limit;
    private final PipelineMetrics metrics;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gpu-monitor");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean silent;

    GpuMonitor(List<String> command, Duration interval, Duration limit, PipelineMetrics metrics) {
        this.command = List.copyOf(command);
        this.limit = limit;
        this.metrics = metrics;
        var unused = asking.scheduleWithFixedDelay(this::ask, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks every 10 s from now on, on a thread of its own. */
    public static GpuMonitor start(PipelineMetrics metrics) {
        return new GpuMonitor(
                List.of(
                        "nvidia-smi",
                        "--query-gpu=index,memory.used,memory.total,utilization.gpu",
                        "--format=csv,noheader,nounits"),
                INTERVAL,
                LIMIT,
                metrics);
    }

    /** Whether the driver could not tell the last time. */
    boolean isSilent() {
        return silent;
    }

    private void ask() {
        try {
            parse(output()).forEach(metrics::gpuUsed);
            if (silent) {
                LOG.info("the figures of the GPUs are on /metrics again");
            }
            silent = false;
        } catch (IOException | IllegalArgumentException e) {
            if (!silent) {
                LOG.warn("no figures of the GPUs on /metrics: {}", e.getMessage());
            }
            metrics.gpusUnknown();
            silent = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String output() throws IOException, InterruptedException {
        Path output = Files.createTempFile("gpu-monitor", ".csv");
        try {
            return output(output);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private String output(Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.get(0) + " did not answer in " + limit.toMillis() + " ms");
            }
            String text = read(output);
            if (process.exitValue() != 0) {
                throw new IOException(command.get(0) + " failed: "
                        + text.lines().findFirst().orElse("exit code " + process.exitValue()));
            }
            return text;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path output) throws IOException {
        try (var in = Files.newInputStream(output)) {
            return new String(in.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    /**
     * What lines of {@code index, MiB in use, MiB in all, per cent} say. A driver that does not tell the last one has a word in
     * brackets there.
     *
     * @throws IllegalArgumentException if a line is something else
     */
    static List<GpuUse> parse(String output) {
        var all = new ArrayList<GpuUse>();
        for (String line : output.strip().lines().toList()) {
            String[] fields = COMMA.split(line.strip(), -1);
            if (fields.length != 4) {
                throw new IllegalArgumentException("nvidia-smi said: " + line.strip());
            }
            try {
                all.add(new GpuUse(
                        Integer.parseInt(fields[0]),
                        Math.multiplyExact(Long.parseLong(fields[1]), 1L << 20),
                        Math.multiplyExact(Long.parseLong(fields[2]), 1L << 20),
                        fields[3].startsWith("[")
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(Integer.parseInt(fields[3]) / 100.0)));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException("nvidia-smi said: " + line.strip(), e);
            }
        }
        return all;
    }

    /** Asks no more. */
    @Override
    public void close() {
        asking.shutdownNow();
    }
}
