package dev.sightline.camera;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a connection is tried again: {@code first}, then twice as long after each failure up to
 * {@code longest}, each time shortened at random by up to a half, so that many cameras that were lost together do not
 * come back together. A connection that delivered pictures for {@link #STABLE} starts this from the beginning. A camera
 * that refuses the password is asked {@code afterRefusal} later, or up to a quarter more, so that it does not lock the
 * account. Readers that hang in native code make the wait longer, so that their threads do not pile up. Not
 * thread-safe.
 */
final class ReconnectPolicy {
    /** A connection that delivered pictures for this long was a good one. */
    static final Duration STABLE = Duration.ofSeconds(10);

    private static final int MAX_DOUBLINGS = 30;

    private final RandomGenerator random;
    private final Duration first;
    private final Duration longest;
    private final Duration afterRefusal;
    private int failures;

    /** The usual waits: 1 s doubling to 30 s, and 60 s after a refused password. */
    ReconnectPolicy(RandomGenerator random) {
        this(random, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    ReconnectPolicy(RandomGenerator random, Duration first, Duration longest, Duration afterRefusal) {
        this.random = random;
        this.first = first;
        this.longest = longest;
        this.afterRefusal = afterRefusal;
    }

    /**
     * The wait after a connection was lost or could not be made.
     *
     * @param refused whether the camera refused user name or password
     * @param delivered for how long pictures had arrived
     * @param hanging earlier readers that still hang in native code; each makes the wait longer by its whole length
     */
    Duration next(boolean refused, Duration delivered, int hanging) {
        if (refused) {
            return scaled(afterRefusal, 1 + random.nextDouble() / 4);
        }
        if (delivered.compareTo(STABLE) >= 0) {
            failures = 0;
        }
        double doubled = first.toNanos() * Math.scalb(1.0, Math.min(failures++, MAX_DOUBLINGS));
        Duration wait = doubled < (double) longest.toNanos() ? Duration.ofNanos((long) doubled) : longest;
        return scaled(wait.multipliedBy(1 + hanging), 1 - random.nextDouble() / 2);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
