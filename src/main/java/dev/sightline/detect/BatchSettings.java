package dev.sightline.detect;

import java.time.Duration;

/**
 * How frames are batched for the engine.
 *
 * @param maxBatch pictures in a batch at most, 1 to 256, unless one frame alone has more with its tiles; larger batches
 *     feed a GPU better and cost memory
 * @param workers batches in the engine at the same time, 1 to 64; an engine that takes more gets more
 * @param maxWait the longest that a frame waits for its result; must be well below Kafka's max.poll.interval.ms
 */
public record BatchSettings(int maxBatch, int workers, Duration maxWait) {
    /** Checks the ranges. */
    public BatchSettings {
        if (maxBatch < 1 || maxBatch > 256) {
            throw new IllegalArgumentException("maxBatch is 1 to 256, not " + maxBatch);
        }
        if (workers < 1 || workers > 64) {
            throw new IllegalArgumentException("workers is 1 to 64, not " + workers);
        }
        if (maxWait.toMillis() < 100 || maxWait.toMinutes() > 4) {
            throw new IllegalArgumentException("maxWait is 100 ms to 4 min, not " + maxWait);
        }
    }
}
