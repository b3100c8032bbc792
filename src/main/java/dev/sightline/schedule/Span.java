package dev.sightline.schedule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of time over which a schedule does not change. It need not be the longest such stretch: the next one may be
 * in the same state.
 *
 * @param active whether the schedule is active all along
 * @param from its first instant
 * @param to the first instant after it, after {@code from}
 */
public record Span(boolean active, Instant from, Instant to) {
    /** Checks that the span is not empty. */
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a span needs from before to, not " + from + " and " + to);
        }
    }

    /** Whether {@code at} is in it. */
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    Span inverted() {
        return new Span(!active, from, to);
    }

    /** The part of this span from {@code first} to before {@code end}. */
    Span within(Instant first, Instant end) {
        return new Span(active, first.isAfter(from) ? first : from, end.isBefore(to) ? end : to);
    }

    /**
     * Spans around one instant as one: a span in the state {@code decisive} settles it alone, and of several the one
     * that lasts longest; without any, the state is the other one for as long as all of them last.
     */
    static Span combined(List<Span> spans, boolean decisive) {
        return spans.stream()
                .filter(span -> span.active() == decisive)
                .max(Comparator.comparing(Span::to))
                .orElseGet(() -> spans.stream()
                        .reduce((a, b) -> a.within(b.from(), b.to()))
                        .orElseThrow());
    }
}
