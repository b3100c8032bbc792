package dev.sightline.bench;

import java.util.Arrays;

/** Measured durations by rank. */
final class Percentiles {
    private final long[] nanos;

    /** Durations in nanoseconds, at least one. */
    Percentiles(long... nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /** How many durations there are. */
    int count() {
        return nanos.length;
    }

    /** The smallest duration in milliseconds that is not below {@code percent} of all; {@code percent} is 0 to 100. */
    double millis(double percent) {
        int rank = (int) Math.ceil(percent / 100 * nanos.length);
        return nanos[Math.max(0, rank - 1)] / 1e6;
    }
}
