package dev.sightline.schedule;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;

/**
 * Active while all of its schedules are.
 *
 * @param schedules at least one; they can be active together, as far as their wall clocks tell
 */
public record AllOf(List<Schedule> schedules) implements Schedule {
    /** Checks that there are schedules and that they do not contradict each other. */
    public AllOf(List<Schedule> schedules) {
        this.schedules = List.copyOf(schedules);
        if (schedules.isEmpty()) {
            throw new IllegalArgumentException("\"all\" needs at least one schedule");
        }
        if (Contradiction.in(this)) {
            throw new IllegalArgumentException("these are never active together, change one of them or take \"any\": "
                    + describe(this.schedules, " and "));
        }
    }

    @Override
    public Span spanAt(Instant at) {
        return Span.combined(
                schedules.stream().map(schedule -> schedule.spanAt(at)).toList(), false);
    }

    @Override
    public String describe() {
        return describe(schedules, " and ");
    }

    static String describe(List<Schedule> schedules, String word) {
        return schedules.stream().map(AllOf::inBrackets).collect(joining(word));
    }

    private static String inBrackets(Schedule schedule) {
        return schedule instanceof AllOf || schedule instanceof AnyOf
                ? "(" + schedule.describe() + ")"
                : schedule.describe();
    }
}
