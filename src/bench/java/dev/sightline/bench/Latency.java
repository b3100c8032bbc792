package dev.sightline.bench;

import dev.sightline.app.Application;
import dev.sightline.app.Demo;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detections;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the demo – two RTSP cameras at 5 frames a second, all roles – and measures from when a picture was received to
 * when its detections are seen by a read_committed consumer.
 */
final class Latency {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final long BAR_MILLIS = 250;

    private final Clock clock = Clock.systemUTC();
    /** From receiving to seeing, in milliseconds; guarded by itself. */
    private final List<Double> millis = new ArrayList<>();

    private volatile boolean measuring;

    private Latency() {}

    /** Measures for a minute and prints the percentiles. */
    static void measure(SightlineConfig config, Path folder, PrintStream out) throws Exception {
        new Latency().run(config, folder, out);
    }

    private void run(SightlineConfig usual, Path folder, PrintStream out) throws Exception {
        try (var demo = new Demo(clock)) {
            SightlineConfig config = demo.configure(usual.withDataFolder(folder.resolve("latency"))
                    .withBrokerPort(0)
                    .withPort(0));
            try (var application = Application.start(config, clock, alert -> {})) {
                var kafka = new KafkaSettings(application.bootstrapServers(), config.stream());
                var detections = Subscription.to(kafka.topics().detections(), 0, this::see);
                try (var tail = TopicTail.start(kafka, List.of(detections))) {
                    if (!tail.awaitReady(WARM_UP)) {
                        throw new IllegalStateException("the detections topic cannot be read");
                    }
                    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
                    measuring = true;
                    TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
                    measuring = false;
                }
            }
        }
        print(out);
    }

    private void see(Detections detections) {
        Instant now = clock.instant();
        if (measuring && detections.skipped() == null) {
            synchronized (millis) {
                millis.add(Duration.between(detections.receivedAt(), now).toNanos() / 1e6);
            }
        }
    }

    private void print(PrintStream out) {
        synchronized (millis) {
            if (millis.isEmpty()) {
                throw new IllegalStateException("no detections were seen");
            }
            Collections.sort(millis);
            out.printf(
                    "%nframe received to detections seen, 2 cameras at 5 frames/s, %d frames in %d s%n",
                    millis.size(), MEASURED.toSeconds());
            out.println("ms            p50       p95       p99       max");
            out.printf(
                    "        %9.1f %9.1f %9.1f %9.1f    wanted: p95 < %d, %s%n",
                    percentile(50),
                    percentile(95),
                    percentile(99),
                    percentile(100),
                    BAR_MILLIS,
                    percentile(95) < BAR_MILLIS ? "met" : "MISSED");
        }
    }

    /** The smallest value that is not below {@code percent} of all. */
    private double percentile(int percent) {
        return millis.get(Math.max(0, (int) Math.ceil(percent / 100.0 * millis.size()) - 1));
    }
}
