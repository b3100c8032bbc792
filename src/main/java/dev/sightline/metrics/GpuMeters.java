package dev.sightline.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The gauges of the GPUs, made when a GPU is first heard of. What is not known is not a number. */
final class GpuMeters {
    private final MeterRegistry registry;
    private final Map<Integer, Meter> meters = new ConcurrentHashMap<>();

    GpuMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void take(GpuUse use) {
        meters.computeIfAbsent(use.gpu(), this::register).take(use);
    }

    void forget() {
        meters.values().forEach(Meter::forget);
    }

    private Meter register(int gpu) {
        var meter = new Meter();
        gauge(gpu, meter, "sightline.gpu.memory.used", "bytes", "Memory of the GPU in use, by all", last -> last.used);
        gauge(gpu, meter, "sightline.gpu.memory", "bytes", "Memory of the GPU", last -> last.total);
        gauge(
                gpu,
                meter,
                "sightline.gpu.busy",
                "ratio",
                "Part of the last moments in which it computed",
                last -> last.busy);
        return meter;
    }

    private void gauge(
            int gpu, Meter meter, String name, String unit, String description, ToDoubleFunction<Meter> value) {
        Gauge.builder(name, meter, value)
                .description(description)
                .baseUnit(unit)
                .tag("gpu", Integer.toString(gpu))
                .register(registry);
    }

    /** The latest figures of one GPU. */
    private static final class Meter {
        private volatile double used;
        private volatile double total;
        private volatile double busy;

        void take(GpuUse use) {
            used = use.usedBytes();
            total = use.totalBytes();
            busy = use.busy().orElse(Double.NaN);
        }

        void forget() {
            used = Double.NaN;
            total = Double.NaN;
            busy = Double.NaN;
        }
    }
}
