package dev.sightline.schedule;

import java.time.Instant;
import java.util.List;

/**
 * A schedule that is asked for every event of a stream: it remembers the last two spans, because events of several cameras
 * pass a change out of order. What it answers is what the schedule answers, whatever the order of the questions. Equal
 * schedules may share one, and should where the sun is asked: a sunset is dear to compute, 0.1 ms. This class is
 * thread-safe.
 */
public final class LiveSchedule {
    private final Schedule schedule;
    private volatile List<Span> known = List.of();

    /** A memory for {@code schedule}, empty as yet. */
    public LiveSchedule(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Whether the schedule is active at {@code at}. */
    public boolean isActive(Instant at) {
        List<Span> spans = known;
        for (int i = 0; i < spans.size(); i++) {
            if (spans.get(i).contains(at)) {
                return spans.get(i).active();
            }
        }
        Span span = schedule.spanAt(at);
        known = spans.isEmpty() ? List.of(span) : List.of(span, spans.get(0));
        return span.active();
    }
}
