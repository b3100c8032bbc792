package dev.sightline.stream;

import java.time.Duration;
import java.time.Instant;

/**
 * A part of the past.
 *
 * @param from the first moment in it
 * @param to the first moment after it, later than {@code from}
 */
public record TimeRange(Instant from, Instant to) {
    /** Checks the order. */
    public TimeRange {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a time range ends after it begins, not from " + from + " to " + to);
        }
    }

    /** The same, begun earlier. */
    public TimeRange earlier(Duration lead) {
        return new TimeRange(from.minus(lead), to);
    }

    /** Whether {@code moment} is in it. */
    public boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
