package dev.sightline.schedule;

import java.time.Instant;

/**
 * When something counts. Schedules are immutable records with a stable {@code toString}: two that print alike are alike,
 * in every run of the program, so a hash of it is a hash of the content. Instants may be any that a count of milliseconds
 * in a {@code long} can hold.
 */
public sealed interface Schedule permits Always, WeeklySchedule, SunSchedule, AllOf, AnyOf, Not {
    /** Whether the schedule is active at {@code at}, and a stretch of time around it over which that holds. */
    Span spanAt(Instant at);

    /** The schedule in a few words for people, such as {@code Mon-Fri 18:00-06:00 Europe/Berlin, not on holidays}. */
    String describe();

    /** Whether it is active at {@code at}; whoever asks for every event of a stream asks a {@link LiveSchedule}. */
    default boolean isActive(Instant at) {
        return spanAt(at).active();
    }
}
