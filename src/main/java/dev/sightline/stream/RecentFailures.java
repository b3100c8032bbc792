package dev.sightline.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How many failures there were lately: what happens now and then over weeks does not add up. Safe for several threads. */
final class RecentFailures {
    /** Failures longer ago than this are forgotten. */
    static final Duration MEMORY = Duration.ofMinutes(10);

    private final Deque<Long> times = new ArrayDeque<>();
    private final LongSupplier nanoTime;

    /**
     * No failures yet.
     *
     * @param nanoTime a clock in ns that never goes back
     */
    RecentFailures(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One more; returns how many there were in the last ten minutes, with it. */
    synchronized int add() {
        long now = nanoTime.getAsLong();
        times.addLast(now);
        while (now - times.getFirst() > MEMORY.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }
}
