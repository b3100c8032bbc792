package dev.sightline.metrics;

import java.util.OptionalDouble;

/**
 * How much of a GPU is in use, by all processes.
 *
 * @param gpu its number as its driver counts
 * @param usedBytes of its memory
 * @param totalBytes of its memory
 * @param busy the part of the last moments in which it computed, 0 to 1; empty where the driver does not tell
 */
public record GpuUse(int gpu, long usedBytes, long totalBytes, OptionalDouble busy) {
    /** Checks the ranges. */
    public GpuUse {
        if (gpu < 0 || gpu > 255 || usedBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException("a GPU is 0 to 255 and its memory not negative");
        }
        if (busy.isPresent() && !(busy.getAsDouble() >= 0 && busy.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("busy is 0 to 1, not " + busy.getAsDouble());
        }
    }
}
