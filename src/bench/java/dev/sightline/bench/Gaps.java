package dev.sightline.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The longest time without news of a camera. Safe for use by several threads. */
final class Gaps {
    /** When each camera was last heard of, in the time of {@link System#nanoTime}. */
    private final Map<String, Long> last = new HashMap<>();

    private long longest;

    synchronized void heardOf(String camera) {
        long now = System.nanoTime();
        Long before = last.put(camera, now);
        if (before != null) {
            longest = Math.max(longest, now - before);
        }
    }

    synchronized boolean knows(Collection<String> cameras) {
        return last.keySet().containsAll(cameras);
    }

    /** Begins anew; a silence that lasts already counts from its beginning. */
    synchronized void reset() {
        longest = 0;
    }

    /** The longest silence of any camera, with those that still last. */
    synchronized Duration longest() {
        long now = System.nanoTime();
        long lasting = last.values().stream().mapToLong(at -> now - at).max().orElse(0);
        return Duration.ofNanos(Math.max(longest, lasting));
    }
}
