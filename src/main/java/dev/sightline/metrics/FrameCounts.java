package dev.sightline.metrics;

import java.util.Map;

/**
 * What became of the frames of one camera, as this process counted them since it started.
 *
 * @param received pictures that arrived from the camera
 * @param corrupt of these, pictures that arrived damaged
 * @param dropped of these, pictures left out, by reason
 * @param produced of these, frames stored in Kafka
 * @param detected frames whose detections were emitted
 * @param skipped frames passed over unseen, by reason
 * @param deadLettered frames that could not be processed, by reason
 */
public record FrameCounts(
        long received,
        long corrupt,
        Map<String, Long> dropped,
        long produced,
        long detected,
        Map<String, Long> skipped,
        Map<String, Long> deadLettered) {
    /** Copies the maps. */
    public FrameCounts {
        dropped = Map.copyOf(dropped);
        skipped = Map.copyOf(skipped);
        deadLettered = Map.copyOf(deadLettered);
    }

    /** received − corrupt − dropped − produced: pictures still on their way to Kafka, 0 at rest. */
    public long inIngest() {
        return received - corrupt - sum(dropped) - produced;
    }

    /**
     * produced − detected − skipped − dead-lettered: frames still waiting for the detector, 0 at rest. It says nothing
     * where ingest and detection run in different processes.
     */
    public long inDetection() {
        return produced - detected - sum(skipped) - sum(deadLettered);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
