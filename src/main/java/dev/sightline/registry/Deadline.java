package dev.sightline.registry;

import java.time.Duration;

/** How long there is left for several requests together. */
final class Deadline {
    private final long end;

    Deadline(Duration limit) {
        end = System.nanoTime() + limit.toNanos();
    }

    /** What is left, zero or less when nothing is. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
