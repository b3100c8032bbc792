package dev.sightline.metrics;

import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one camera. Safe for use by several threads. */
final class CameraMeters {
    final Counter received;
    final Counter corrupt;
    final Counter produced;
    final Counter detected;
    final Counter abandoned;
    final Counter masked;
    final ByReason dropped;
    final ByReason skipped;
    final ByReason deadLettered;

    CameraMeters(MeterRegistry registry, String camera, BoundedLabels reasons) {
        received = counter(registry, "sightline.frames.received", "Pictures that arrived from the camera", camera);
        corrupt = counter(registry, "sightline.frames.corrupt", "Pictures that arrived damaged", camera);
        produced = counter(registry, "sightline.frames.produced", "Frames stored in Kafka", camera);
        detected = counter(registry, "sightline.frames.detected", "Frames whose detections were emitted", camera);
        abandoned = counter(registry, "sightline.grabbers.abandoned", "Native grabbers left behind", camera);
        masked = counter(
                registry, "sightline.detections.masked", "Detections left out because of an object mask", camera);
        dropped = new ByReason(registry, "sightline.frames.dropped", "Pictures left out", camera, reasons);
        skipped = new ByReason(registry, "sightline.frames.skipped", "Frames passed over unseen", camera, reasons);
        deadLettered = new ByReason(
                registry, "sightline.frames.dead.lettered", "Frames that could not be processed", camera, reasons);
    }

    private static Counter counter(MeterRegistry registry, String name, String description, String camera) {
        return Counter.builder(name)
                .description(description)
                .tag("camera", camera)
                .register(registry);
    }

    FrameCounts counts() {
        return new FrameCounts(
                (long) received.count(),
                (long) corrupt.count(),
                dropped.counts(),
                (long) produced.count(),
                (long) detected.count(),
                skipped.counts(),
                deadLettered.counts());
    }

    /** One counter for every reason seen. */
    record ByReason(
            MeterRegistry registry,
            String name,
            String description,
            String camera,
            BoundedLabels reasons,
            Map<String, Counter> counters) {
        ByReason(MeterRegistry registry, String name, String description, String camera, BoundedLabels reasons) {
            this(registry, name, description, camera, reasons, new ConcurrentHashMap<>());
        }

        void increment(String reason) {
            counters.computeIfAbsent(
                            reasons.of(reason),
                            label -> Counter.builder(name)
                                    .description(description)
                                    .tag("camera", camera)
                                    .tag("reason", label)
                                    .register(registry))
                    .increment();
        }

        Map<String, Long> counts() {
            return counters.entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, e -> (long) e.getValue().count()));
        }
    }
}
