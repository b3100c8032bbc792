package dev.sightline.app;

import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.Batcher;
import dev.sightline.detect.Detector;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.GpuMonitor;
import dev.sightline.model.ModelException;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.DetectProcessor;
import dev.sightline.stream.DetectTopology;
import dev.sightline.stream.EvidenceKeeper;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.LagMonitor;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.MaskedTracker;
import dev.sightline.track.Tracker;
import dev.sightline.web.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles that detect and analyze. Their topologies start and stop side by side. */
final class Topologies implements Running {
    private static final String DETECT = "detect";
    private static final String ANALYZE = "analyze";

    private final KafkaSettings kafka;
    private final SightlineConfig config;
    private final PipelineMetrics metrics;
    private final Trace trace;
    private final List<Topology> running = new CopyOnWriteArrayList<>();
    private final LagMonitor lag;
    private final @Nullable WarmUp warmUp;
    private volatile @Nullable Batcher batcher;
    private volatile @Nullable GpuMonitor gpus;

    private record Topology(String name, StreamsRunner runner) {}

    /** Who is told of what is done. */
    record Told(PipelineMetrics metrics, Trace trace) {}

    /**
     * Starts the roles of the configuration.
     *
     * @param rules what to analyze by
     * @param opener opens the detector
     * @param patience how long to wait for the detector; after that detecting starts as soon as it is there
     * @throws ModelException if the detector cannot be opened, and that is found out while it is waited for
     */
    Topologies(
            KafkaSettings kafka,
            SightlineConfig config,
            LiveRules rules,
            Told told,
            WarmUp.Opener opener,
            Duration patience)
            throws ModelException {
        this.kafka = kafka;
        this.config = config;
        this.metrics = told.metrics();
        this.trace = told.trace();
        warmUp = config.roles().contains(Role.DETECT) ? new WarmUp(opener, this::detect, metrics) : null;
        boolean analyzes = config.roles().contains(Role.ANALYZE);
        if (analyzes) {
            start(analyze(rules));
        }
        lag = new LagMonitor(
                kafka,
                Stream.of(
                                warmUp == null ? null : StreamsRunner.group(kafka, DETECT),
                                analyzes ? StreamsRunner.group(kafka, ANALYZE) : null,
                                analyzes ? EvidenceKeeper.group(kafka) : null)
                        .filter(Objects::nonNull)
                        .toList(),
                metrics);
        if (warmUp != null) {
            await(warmUp, patience);
        }
    }

    private void await(WarmUp present, Duration patience) throws ModelException {
        try {
            present.await(patience);
        } catch (ModelException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(Topology topology) {
        running.add(topology);
        topology.runner().start();
    }

    private void detect(Detector detector) {
        Batcher shared = new Batcher(detector, config.batch(), metrics);
        batcher = shared;
        if (!detector.engine().gpus().isEmpty()) {
            gpus = GpuMonitor.start(metrics);
        }
        DetectProcessor.Parts parts = new DetectProcessor.Parts(
                kafka.topics().frames(),
                new OpenCvJpegCodec(),
                shared,
                detector.inputSize(),
                config.tiles(),
                detector.model(),
                config.stream().maxFrameAge(),
                metrics,
                trace);
        var topology = DetectTopology.build(kafka.topics(), () -> new DetectProcessor(parts));
        start(new Topology(
                DETECT,
                new StreamsRunner(
                        kafka,
                        DETECT,
                        config.stream().detectThreads(),
                        DetectTopology.COMMIT_INTERVAL,
                        config.batch().maxWait(),
                        topology)));
    }

    private Topology analyze(LiveRules rules) {
        var topology = AnalyzeTopology.build(kafka, tracker(config, rules, metrics), rules::rules, metrics, trace);
        return new Topology(
                ANALYZE,
                new StreamsRunner(
                        kafka, ANALYZE, config.stream().analyzeThreads(), AnalyzeTopology.COMMIT_INTERVAL, topology));
    }

    private static Tracker tracker(SightlineConfig config, LiveRules rules, PipelineMetrics metrics) {
        var tracker = new BoxTracker(config.tracker(), rules::zonesOf);
        return new MaskedTracker(tracker, rules::objectMasksOf, metrics::detectionsMasked);
    }

    @Override
    public List<HealthCheck> health() {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new HealthCheck("kafka", lag.answering(), lag.answering() ? "answers" : "does not answer"));
        if (warmUp != null) {
            checks.add(warmUp.health());
        }
        for (Topology topology : running) {
            StreamsRunner runner = topology.runner();
            checks.add(new HealthCheck(topology.name(), runner.healthy(), runner.state(), runner.dead()));
        }
        return checks;
    }

    @Override
    public void close() {
        lag.close();
        if (warmUp != null) {
            warmUp.stop();
        }
        CompletableFuture.allOf(running.stream()
                        .map(topology -> CompletableFuture.runAsync(topology.runner()::close, Topologies::onThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        Batcher shared = batcher;
        if (shared != null) {
            shared.close();
        }
        GpuMonitor monitor = gpus;
        if (monitor != null) {
            monitor.close();
        }
        if (warmUp != null) {
            warmUp.close();
        }
    }

    private static void onThread(Runnable work) {
        new Thread(work, "stop-topology").start();
    }
}
