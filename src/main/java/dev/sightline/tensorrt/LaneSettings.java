package dev.sightline.tensorrt;

import java.time.Duration;
import java.util.Set;

/**
 * How batches run.
 *
 * @param contexts how many may be in the GPU at once, 1 to 64
 * @param graphBatches the batch sizes that are run as a CUDA graph
 * @param patience the longest wait for a free context, and for the GPU to finish a batch
 */
record LaneSettings(int contexts, Set<Integer> graphBatches, Duration patience) {
    LaneSettings {
        graphBatches = Set.copyOf(graphBatches);
    }
}
