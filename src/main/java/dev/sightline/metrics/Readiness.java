package dev.sightline.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;

/** The gauges of whether frames can be looked at. */
final class Readiness {
    private volatile boolean ready = true;
    private volatile long end;

    Readiness(MeterRegistry registry) {
        Gauge.builder("sightline.detector.ready", this, gauge -> gauge.ready ? 1 : 0)
                .description("1 while frames can be looked at, 0 while the engine is being prepared")
                .register(registry);
        Gauge.builder("sightline.detector.waiting", this, Readiness::waiting)
                .description("For how long frames could not be looked at, 0 while they can")
                .baseUnit("seconds")
                .register(registry);
    }

    void set(boolean now) {
        if (ready && !now) {
            end = System.nanoTime();
        }
        ready = now;
    }

    private double waiting() {
        return ready ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - end) / 1000.0;
    }
}
