package dev.sightline.app;

import dev.sightline.alert.AlertRules;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Batcher;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.ModelException;
import dev.sightline.model.SsdDetector;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.DetectProcessor;
import dev.sightline.stream.DetectTopology;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.LagMonitor;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.track.SortTracker;
import dev.sightline.web.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The roles that detect and analyze. Their topologies start and stop side by side. */
final class Topologies implements Running {
    private static final String DETECT = "detect";
    private static final String ANALYZE = "analyze";

    private final List<Topology> running = new ArrayList<>();
    private final LagMonitor lag;
    private final @Nullable SsdDetector detector;
    private final @Nullable Batcher batcher;

    private record Topology(String name, StreamsRunner runner) {}

    Topologies(KafkaSettings kafka, SightlineConfig config, PipelineMetrics metrics) throws ModelException {
        boolean detects = config.roles().contains(Role.DETECT);
        detector = detects ? SsdDetector.open(config.model()) : null;
        batcher = detector == null ? null : new Batcher(detector, config.batch(), metrics);
        if (detector != null && batcher != null) {
            running.add(detect(kafka, config, detector, batcher, metrics));
        }
        if (config.roles().contains(Role.ANALYZE)) {
            running.add(analyze(kafka, config, metrics));
        }
        running.forEach(topology -> topology.runner().start());
        lag = new LagMonitor(
                kafka,
                running.stream()
                        .map(topology -> StreamsRunner.group(kafka, topology.name()))
                        .toList(),
                metrics);
    }

    private static Topology detect(
            KafkaSettings kafka,
            SightlineConfig config,
            SsdDetector detector,
            Batcher batcher,
            PipelineMetrics metrics) {
        DetectProcessor.Parts parts = new DetectProcessor.Parts(
                kafka.topics().frames(),
                new OpenCvJpegCodec(),
                batcher,
                detector.inputSize(),
                config.tiles(),
                detector.model(),
                config.stream().maxFrameAge(),
                metrics);
        var topology = DetectTopology.build(kafka.topics(), () -> new DetectProcessor(parts));
        return new Topology(
                DETECT,
                new StreamsRunner(
                        kafka, DETECT, config.stream().detectThreads(), DetectTopology.COMMIT_INTERVAL, topology));
    }

    private static Topology analyze(KafkaSettings kafka, SightlineConfig config, PipelineMetrics metrics) {
        var topology = AnalyzeTopology.build(
                kafka.topics(), new SortTracker(config.tracker()), new AlertRules(config.rules()), metrics);
        return new Topology(
                ANALYZE,
                new StreamsRunner(
                        kafka, ANALYZE, config.stream().analyzeThreads(), AnalyzeTopology.COMMIT_INTERVAL, topology));
    }

    @Override
    public List<HealthCheck> health() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new HealthCheck("kafka", lag.answering(), lag.answering() ? "answers" : "does not answer"));
        running.forEach(topology -> checks.add(new HealthCheck(
                topology.name(), topology.runner().healthy(), topology.runner().state())));
        return checks;
    }

    @Override
    public void close() {
        lag.close();
        CompletableFuture.allOf(running.stream()
                        .map(topology -> CompletableFuture.runAsync(topology.runner()::close, Topologies::onThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        if (batcher != null) {
            batcher.close();
        }
        if (detector != null) {
            detector.close();
        }
    }

    private static void onThread(Runnable work) {
        new Thread(work, "stop-topology").start();
    }
}
