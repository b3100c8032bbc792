package dev.sightline.bench;

import dev.sightline.bench.FrameCost.Part;
import dev.sightline.config.SightlineConfig;
import dev.sightline.simulate.RtspServer;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What a frame costs each role and the broker, all of them processes of their own, and what larger sites need by that. The
 * cameras are in this process, which does not count.
 */
final class Sizing {
    private static final List<String> CAMERAS = StreetCameras.NAMES;
    private static final int FRAMES_PER_SECOND = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    /** On a busy machine frames wait rather than being skipped: a skipped one costs next to nothing. */
    private static final String PROCESS =
            "{data: data, roles: [%s], kafka: {bootstrapServers: '%s', maxFrameAge: 10m}, "
                    + "cameras: [%s], rules: [%s]}";

    private static final String CAMERA = "{id: %s, url: '%s', framesPerSecond: %d, zones: [{name: crossing, "
            + "points: [[0.52, 0.40], [0.80, 0.36], [0.97, 0.58], [0.66, 0.62]]}]}";

    private static final String RULE =
            "{id: lingering-%1$s, camera: %1$s, presence: {zone: crossing}, for: 3s, cooldown: 10s}";

    private final Map<Part, Worker> workers = new EnumMap<>(Part.class);
    private final Path folder;
    private final PrintStream out;

    private Sizing(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Measures for a minute after one of warming up, and prints the figures and the table. */
    static void measure(Path folder, PrintStream out) throws Exception {
        new Sizing(folder.resolve("sizing"), out).run();
    }

    private void run() throws Exception {
        int port = freePort();
        var kafka = new KafkaSettings("127.0.0.1:" + port, SightlineConfig.DEFAULT.stream());
        try (RtspServer server = StreetCameras.start();
                var topics = new StoredTopics(kafka)) {
            workers.put(Part.BROKER, Worker.start(folder.resolve("broker"), BrokerProcess.class, String.valueOf(port)));
            topics.awaitBroker(PATIENCE);
            TopicSetup.ensure(kafka);
            for (Part role : List.of(Part.ANALYZE, Part.DETECT, Part.INGEST)) {
                String name = role.name().toLowerCase(Locale.ROOT);
                workers.put(role, Worker.start(folder.resolve(name), process(name, kafka.bootstrapServers(), server)));
            }
            topics.awaitDetections(PATIENCE);
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            print(measure(topics));
        } finally {
            workers.values().forEach(Worker::close);
        }
    }

    private static String process(String role, String servers, RtspServer server) {
        List<String> cameras = CAMERAS.stream()
                .map(camera -> CAMERA.formatted(camera, server.url(camera), FRAMES_PER_SECOND))
                .toList();
        List<String> rules = CAMERAS.stream().map(RULE::formatted).toList();
        return PROCESS.formatted(role, servers, String.join(", ", cameras), String.join(", ", rules));
    }

    private FrameCost measure(StoredTopics topics) throws Exception {
        StoredTopics.Sizes before = topics.sizes();
        Map<Part, Double> worked = each(worker -> worker.cpu().toNanos() / 1e6);
        TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
        StoredTopics.Sizes stored = topics.sizes().since(before);
        Map<Part, Double> cpu = each(worker -> worker.cpu().toNanos() / 1e6);
        cpu.replaceAll((part, millis) ->
                (millis - worked.getOrDefault(part, 0.0)) / (part == Part.INGEST ? stored.frames() : stored.looked()));
        out.printf(
                "%n%d cameras at %d frames/s, %d s: %d frames stored, %d looked at%n",
                CAMERAS.size(), FRAMES_PER_SECOND, MEASURED.toSeconds(), stored.frames(), stored.looked());
        return new FrameCost(cpu, each(Worker::residentBytes), stored.bytesOfAFrame());
    }

    private Map<Part, Double> each(ToDoubleFunction<Worker> figure) {
        Map<Part, Double> figures = new EnumMap<>(Part.class);
        workers.forEach((part, worker) -> figures.put(part, figure.applyAsDouble(worker)));
        return figures;
    }

    private void print(FrameCost cost) {
        cost.print(out);
        new SizingTable(cost, SightlineConfig.DEFAULT.stream()).print(out);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
