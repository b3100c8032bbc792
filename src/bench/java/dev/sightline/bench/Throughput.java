package dev.sightline.bench;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Batcher;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.SsdDetector;
import dev.sightline.stream.KafkaSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Compares the detect topology with a plain loop that has the same engine and threads. */
final class Throughput {
    private static final int FRAMES = 600;
    /** Before that, Java still compiles the broker and the clients, at up to half a frame's cost. */
    private static final int WARM_UPS = 3;

    private static final int ROUNDS = 5;
    private static final double BAR = 0.90;

    private Throughput() {}

    /** Measures, the two in turn after a warm-up of both, and prints a line a round. */
    static void measure(SightlineConfig config, Path folder, PrintStream out) throws Exception {
        Street street = Street.load();
        out.printf(
                "%n%d frames, JPEG %s, %d kB, %d stream threads, batches of at most %d, %d workers of %d threads%n",
                FRAMES,
                street.size(),
                street.meanBytes() / 1000,
                config.stream().detectThreads(),
                config.batch().maxBatch(),
                config.batch().workers(),
                config.model().threads());
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("throughput"), 0));
                var detector = SsdDetector.open(config.model());
                var batcher = new Batcher(detector, config.batch(), PipelineMetrics.NONE)) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), config.stream());
            var topic = new FilledTopic(kafka, detector, batcher, street, FRAMES, InstantSource.system());
            var loop = new PlainLoop(
                    street, batcher, detector.inputSize(), config.stream().detectThreads());
            for (int i = 0; i < WARM_UPS; i++) {
                loop.run(FRAMES);
                topic.run();
            }
            compare(loop, topic, out);
        }
    }

    private static void compare(PlainLoop loop, FilledTopic topic, PrintStream out) throws Exception {
        List<Run> plain = new ArrayList<>();
        List<Run> whole = new ArrayList<>();
        out.println("             frames/s                          CPU ms a frame");
        out.println("           plain loop    topology    ratio    plain loop    topology");
        for (int round = 1; round <= ROUNDS; round++) {
            plain.add(loop.run(FRAMES));
            whole.add(topic.run());
            print(out, "round " + round, plain.get(round - 1), whole.get(round - 1));
        }
        double ratio = print(out, "median", median(plain), median(whole));
        out.printf("wanted: a ratio of at least %.2f, %s%n", BAR, ratio >= BAR ? "met" : "MISSED");
    }

    private static double print(PrintStream out, String name, Run plain, Run whole) {
        double ratio = whole.framesPerSecond() / plain.framesPerSecond();
        out.printf(
                "%-8s   %10.1f  %10.1f  %7.2f    %10.1f  %10.1f%n",
                name, plain.framesPerSecond(), whole.framesPerSecond(), ratio, plain.cpuMillis(), whole.cpuMillis());
        return ratio;
    }

    private static Run median(List<Run> runs) {
        return new Run(median(runs, Run::framesPerSecond), median(runs, Run::cpuMillis));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
        return runs.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
