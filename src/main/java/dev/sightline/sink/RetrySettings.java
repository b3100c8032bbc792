package dev.sightline.sink;

import java.time.Duration;

/**
 * How often and when an alert is tried that was not delivered.
 *
 * @param attempts in all, 1 to 1000; after the last one the alert goes to the dead letters
 * @param firstRetry the wait after the first attempt, 10 ms to 1 h; it doubles with each further one
 * @param longestRetry the longest wait, firstRetry to 1 day
 */
public record RetrySettings(int attempts, Duration firstRetry, Duration longestRetry) {
    /** Ten attempts in about seven minutes. */
    public static final RetrySettings DEFAULT = new RetrySettings(10, Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MAX_DOUBLINGS = 30;

    /** Checks the ranges. */
    public RetrySettings {
        if (attempts < 1 || attempts > 1000) {
            throw new IllegalArgumentException("attempts is 1 to 1000, not " + attempts);
        }
        if (firstRetry.toMillis() < 10 || firstRetry.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("firstRetry is 10ms to 1h");
        }
        if (longestRetry.toMillis() < 10 || longestRetry.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("longestRetry is 10ms to 1d");
        }
    }

    /**
     * The wait after a failure, shortened at random by up to a half, so that sinks which failed together do not come back
     * together.
     *
     * @param failures of this alert so far, ≥ 1
     * @param random in [0, 1)
     */
    public Duration delay(int failures, double random) {
        double doubled = firstRetry.toMillis() * Math.scalb(1.0, Math.min(failures - 1, MAX_DOUBLINGS));
        double wait = Math.min(doubled, (double) longestRetry.toMillis());
        return Duration.ofMillis(Math.round(wait * (1 - random / 2)));
    }
}
