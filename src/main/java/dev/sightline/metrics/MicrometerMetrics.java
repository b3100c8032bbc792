package dev.sightline.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline's counts as Prometheus reads them: {@code sightline_…}, with the basics of the JVM beside them. Labels
 * are bounded: what comes after the first 1,000 cameras, 1,000 rules, 64 reasons, 100 sinks or 100 groups and topics is counted as
 * {@code other}. Safe for use by several threads.
 */
public final class MicrometerMetrics implements PipelineMetrics, AutoCloseable {
    /** From well below a frame interval to what nobody would call live any more. */
    private static final Duration[] TIMES = Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final BoundedLabels cameraLabels = new BoundedLabels(1_000);
    private final BoundedLabels ruleLabels = new BoundedLabels(1_000);
    private final BoundedLabels reasonLabels = new BoundedLabels(64);
    private final BoundedLabels kafkaLabels = new BoundedLabels(100);
    private final BoundedLabels sinkLabels = new BoundedLabels(100);
    private final Map<String, CameraMeters> cameras = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> connected = new ConcurrentHashMap<>();
    private final Map<Map.Entry<String, String>, AtomicLong> tampered = new ConcurrentHashMap<>();
    private final Map<Map.Entry<String, String>, AtomicLong> lags = new ConcurrentHashMap<>();
    private final GpuMeters gpus = new GpuMeters(registry);
    private final Map<String, AtomicLong> sinkLags = new ConcurrentHashMap<>();
    private final Timer age;
    private final Timer inference;
    private final DistributionSummary batchSize;
    private final Counter halved;
    private @Nullable Readiness detector;

    /** A registry of its own, with nothing counted yet. */
    public MicrometerMetrics() {
        age = timer("sightline.frame.age", "Time from receiving a frame to emitting its detections");
        inference = timer("sightline.inference.time", "Time that one batch spent in the engine");
        batchSize = DistributionSummary.builder("sightline.batch.size")
                .description("Frames in a batch")
                .serviceLevelObjectives(BATCH_SIZES)
                .register(registry);
        halved = Counter.builder("sightline.batches.halved")
                .description("Batches for which the engine had not enough memory")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    /** Everything counted so far, in Prometheus's text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    /** The frames of one camera; all zero for a camera that was never heard of. */
    public FrameCounts counts(String camera) {
        CameraMeters meters = cameras.get(camera);
        return meters == null ? new FrameCounts(0, 0, Map.of(), 0, 0, Map.of(), Map.of()) : meters.counts();
    }

    private CameraMeters of(String camera) {
        return cameras.computeIfAbsent(
                cameraLabels.of(camera), label -> new CameraMeters(registry, label, reasonLabels));
    }

    @Override
    public void frameReceived(String camera) {
        of(camera).received.increment();
    }

    @Override
    public void frameCorrupt(String camera) {
        of(camera).corrupt.increment();
    }

    @Override
    public void frameDropped(String camera, String reason) {
        of(camera).dropped.increment(reason);
    }

    @Override
    public void frameProduced(String camera) {
        of(camera).produced.increment();
    }

    @Override
    public void frameDetected(String camera, Duration frameAge) {
        of(camera).detected.increment();
        age.record(frameAge);
    }

    @Override
    public void frameSkipped(String camera, String reason) {
        of(camera).skipped.increment(reason);
    }

    @Override
    public void frameDeadLettered(String camera, String reason) {
        of(camera).deadLettered.increment(reason);
    }

    @Override
    public void batchInferred(int size, Duration duration) {
        batchSize.record(size);
        inference.record(duration);
    }

    /** Made when it is first told, so that only the process that detects speaks about it. */
    @Override
    public synchronized void detectorReady(boolean ready) {
        if (detector == null) {
            detector = new Readiness(registry);
        }
        detector.set(ready);
    }

    @Override
    public void batchHalved() {
        halved.increment();
    }

    @Override
    public void gpuUsed(GpuUse use) {
        gpus.take(use);
    }

    @Override
    public void gpusUnknown() {
        gpus.forget();
    }

    @Override
    public void gpuLost(int gpu) {
        Counter.builder("sightline.gpus.lost")
                .description("GPUs that did nothing more for this process")
                .tag("gpu", Integer.toString(gpu))
                .register(registry)
                .increment();
    }

    @Override
    public void cameraConnected(String camera, boolean arriving) {
        connected.computeIfAbsent(cameraLabels.of(camera), this::connection).set(arriving ? 1 : 0);
    }

    /** Made when a camera's state is first told, so that only the process that reads a camera speaks about it. */
    private AtomicLong connection(String camera) {
        var state = new AtomicLong();
        Gauge.builder("sightline.camera.connected", state, AtomicLong::get)
                .description("1 while pictures arrive, else 0")
                .tag("camera", camera)
                .register(registry);
        return state;
    }

    @Override
    public void cameraTampered(String camera, String kind, boolean present) {
        tampered.computeIfAbsent(Map.entry(cameraLabels.of(camera), reasonLabels.of(kind)), this::tampering)
                .set(present ? 1 : 0);
    }

    private AtomicLong tampering(Map.Entry<String, String> key) {
        var state = new AtomicLong();
        Gauge.builder("sightline.camera.tampering", state, AtomicLong::get)
                .description("1 while the pictures look wrong in this way, else 0")
                .tag("camera", key.getKey())
                .tag("kind", key.getValue())
                .register(registry);
        return state;
    }

    @Override
    public void detectionsMasked(String camera, int count) {
        of(camera).masked.increment(count);
    }

    @Override
    public void grabberAbandoned(String camera) {
        of(camera).abandoned.increment();
    }

    @Override
    public void rulesReloaded(boolean accepted) {
        Counter.builder("sightline.rules.reload")
                .description("Changed files with rules")
                .tag("result", accepted ? "accepted" : "refused")
                .register(registry)
                .increment();
    }

    @Override
    public void alertRaised(String camera, String rule) {
        Counter.builder("sightline.alerts")
                .description("Alerts raised")
                .tag("camera", cameraLabels.of(camera))
                .tag("rule", ruleLabels.of(rule))
                .register(registry)
                .increment();
    }

    @Override
    public void consumerLag(String group, String topic, long records) {
        lags.computeIfAbsent(Map.entry(kafkaLabels.of(group), kafkaLabels.of(topic)), this::lag)
                .set(records);
    }

    private AtomicLong lag(Map.Entry<String, String> key) {
        var lag = new AtomicLong();
        Gauge.builder("sightline.consumer.lag", lag, AtomicLong::get)
                .description("How far a consumer group is behind")
                .baseUnit("records")
                .tag("group", key.getKey())
                .tag("topic", key.getValue())
                .register(registry);
        return lag;
    }

    @Override
    public void evidenceStored(String picture) {
        Counter.builder("sightline.evidence.stored")
                .description("Alerts whose evidence was stored, by what came of the picture")
                .tag("picture", reasonLabels.of(picture))
                .register(registry)
                .increment();
    }

    @Override
    public void evidenceRetried() {
        registry.counter("sightline.evidence.retried").increment();
    }

    @Override
    public void sinkDelivered(String sink) {
        sinkCounter("sightline.sink.delivered", "Alerts delivered", sink).increment();
    }

    @Override
    public void sinkRetried(String sink) {
        sinkCounter("sightline.sink.retried", "Attempts to deliver an alert that failed and will be made again", sink)
                .increment();
    }

    @Override
    public void sinkDeadLettered(String sink) {
        sinkCounter("sightline.sink.dead.lettered", "Alerts given up", sink).increment();
    }

    private Counter sinkCounter(String name, String description, String sink) {
        return Counter.builder(name)
                .description(description)
                .tag("sink", sinkLabels.of(sink))
                .register(registry);
    }

    @Override
    public void sinkLag(String sink, Duration lag) {
        sinkLags.computeIfAbsent(sinkLabels.of(sink), this::sinkLag).set(lag.toMillis());
    }

    private AtomicLong sinkLag(String sink) {
        var millis = new AtomicLong();
        Gauge.builder("sightline.sink.lag", millis, lag -> lag.get() / 1000.0)
                .description("For how long the oldest alert of a sink has been waiting")
                .baseUnit("seconds")
                .tag("sink", sink)
                .register(registry);
        return millis;
    }

    @Override
    public void stepEnded() {
        steps("ended").increment();
    }

    @Override
    public void stepsTold(int count, boolean accepted) {
        steps(accepted ? "told" : "lost").increment(count);
    }

    /** Ended steps that are neither told nor lost wait, or found no room to wait. */
    private Counter steps(String state) {
        return Counter.builder("sightline.trace.steps")
                .description("Steps of followed frames, ended, told to the collector or lost")
                .tag("state", state)
                .register(registry);
    }

    /** Stops listening to the garbage collector; what was counted can still be read. */
    @Override
    public void close() {
        garbageCollection.close();
    }
}
