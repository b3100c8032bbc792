package dev.sightline.bench;

import dev.sightline.app.Application;
import dev.sightline.camera.CameraSettings;
import dev.sightline.config.Markings;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.SourceAddress;
import dev.sightline.simulate.RtspServer;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.track.TrackEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * How long cameras are without detections and without news of their tracks while processes that work come, leave and are
 * killed: four RTSP cameras at 2 frames a second, a partition each. At the end every stored frame must have exactly one
 * record of detections.
 */
final class Scaling {
    private static final List<String> CAMERAS = StreetCameras.NAMES;
    private static final double FRAMES_PER_SECOND = 2;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AFTER = Duration.ofSeconds(25);

    private final Gaps looks = new Gaps();
    private final Gaps tracks = new Gaps();
    private final Map<FrameId, AtomicInteger> seen = new ConcurrentHashMap<>();
    private final AtomicInteger skipped = new AtomicInteger();
    private final Path folder;
    private final PrintStream out;
    private int workers;

    private Scaling(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Measures for about six minutes and prints the longest gaps. */
    static void measure(SightlineConfig usual, Path folder, PrintStream out) throws Exception {
        new Scaling(folder.resolve("scaling"), out).run(usual);
    }

    private void run(SightlineConfig usual) throws Exception {
        out.printf(
                "%nlongest time of any of %d cameras, %.0f frames/s each, without detections and without news of a track%n",
                CAMERAS.size(), FRAMES_PER_SECOND);
        out.println("s                               detections    tracks");
        try (RtspServer server = StreetCameras.start()) {
            SightlineConfig config = ingest(usual, server);
            Application ingest = Application.start(config, Clock.systemUTC(), alert -> {});
            try (ingest) {
                String servers = ingest.bootstrapServers();
                var kafka = new KafkaSettings(servers, config.stream());
                var detections = Subscription.to(kafka.topics().detections(), Integer.MAX_VALUE, this::see);
                var events = Subscription.<TrackEvent>to(
                        kafka.topics().tracks(),
                        0,
                        event -> tracks.heardOf(event.id().camera()));
                try (var tail = TopicTail.start(kafka, List.of(detections, events));
                        var stays = start(servers)) {
                    await("the first tracks", () -> tail.running() && tracks.knows(CAMERAS));
                    comeAndGo(servers);
                    account(ingest, server::close);
                    stays.leave();
                }
            }
        }
    }

    private void comeAndGo(String servers) throws InterruptedException {
        phase("one process works", Double.NaN);
        for (int round = 0; round < ROUNDS; round++) {
            try (var second = start(servers)) {
                phase("a second one comes", 3);
                second.leave();
                phase("it leaves", 3);
            }
            try (var second = start(servers)) {
                phase("another one comes", 3);
                second.kill();
                phase("it is killed", 10);
            }
        }
    }

    private void phase(String name, double bar) throws InterruptedException {
        looks.reset();
        tracks.reset();
        TimeUnit.NANOSECONDS.sleep(AFTER.toNanos());
        double detections = looks.longest().toMillis() / 1e3;
        double events = tracks.longest().toMillis() / 1e3;
        String verdict = Double.isNaN(bar)
                ? ""
                : "   wanted: < %.0f, %s".formatted(bar, Math.max(detections, events) < bar ? "met" : "MISSED");
        out.printf("%-30s %11.2f %9.2f%s%n", name, detections, events, verdict);
    }

    private Worker start(String servers) {
        return Worker.start(
                folder.resolve("worker-" + workers++),
                "{data: data, roles: [detect, analyze], kafka: {bootstrapServers: '%s'}}".formatted(servers));
    }

    private void see(Detections detections) {
        seen.computeIfAbsent(detections.frame(), frame -> new AtomicInteger()).incrementAndGet();
        if (detections.skipped() == null) {
            looks.heardOf(detections.frame().camera());
        } else {
            skipped.incrementAndGet();
        }
    }

    /** Lets the cameras end and waits until every stored frame has been seen. */
    private void account(Application ingest, Runnable hangUp) throws InterruptedException {
        hangUp.run();
        await(
                "the end of the cameras",
                () -> ingest.health().stream().anyMatch(check -> check.detail().startsWith("0 of ")));
        long produced = CAMERAS.stream()
                .mapToLong(camera -> ingest.metrics().counts(camera).produced())
                .sum();
        await("the last frames", () -> seen.size() >= produced);
        long twice = seen.values().stream().filter(times -> times.get() > 1).count();
        out.printf(
                "%d frames stored, %d with detections, %d of them more than once, %d skipped as too old%n",
                produced, seen.size(), twice, skipped.get());
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(what + " did not come within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private SightlineConfig ingest(SightlineConfig usual, RtspServer server) {
        SightlineConfig config = usual.withDataFolder(folder.resolve("ingest"))
                .withBrokerPort(0)
                .withRoles(Set.of(Role.INGEST))
                .withStream(draft -> draft.partitions = CAMERAS.size());
        for (String camera : CAMERAS) {
            CameraSettings all = CameraSettings.of(camera, SourceAddress.parse(server.url(camera)));
            CameraSettings slow = new CameraSettings(
                    camera,
                    all.address(),
                    FRAMES_PER_SECOND,
                    all.longSide(),
                    all.jpegQuality(),
                    all.stallTimeout(),
                    all.repeat(),
                    all.privacyMasks(),
                    all.tampering());
            config = config.withCamera(slow, Markings.NONE);
        }
        return config;
    }
}
