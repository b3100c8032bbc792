package dev.sightline.schedule;

import java.time.Instant;
import java.util.List;

/**
 * Active while at least one of its schedules is.
 *
 * @param schedules at least one
 */
public record AnyOf(List<Schedule> schedules) implements Schedule {
    /** Checks that there are schedules. */
    public AnyOf {
        schedules = List.copyOf(schedules);
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("\"any\" needs at least one schedule");
        }
    }

    @Override
    public Span spanAt(Instant at) {
        return Span.combined(
                schedules.stream().map(schedule -> schedule.spanAt(at)).toList(), true);
    }

    @Override
    public String describe() {
        return AllOf.describe(schedules, " or ");
    }
}
