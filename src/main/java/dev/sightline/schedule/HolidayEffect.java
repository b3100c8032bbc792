package dev.sightline.schedule;

import java.time.DayOfWeek;
import java.util.Optional;

/** What holidays do to the windows that begin on them. */
public sealed interface HolidayEffect {
    /** The weekday whose windows begin on such a day, which by the calendar is {@code day}; empty: none begin. */
    Optional<DayOfWeek> weekday(DayOfWeek day, boolean holiday);

    /** The effect for people, such as {@code not on holidays}. */
    String describe();

    /** No window begins on a holiday. */
    record Excluded() implements HolidayEffect {
        @Override
        public Optional<DayOfWeek> weekday(DayOfWeek day, boolean holiday) {
            return holiday ? Optional.empty() : Optional.of(day);
        }

        @Override
        public String describe() {
            return "not on holidays";
        }
    }

    /** Windows begin on holidays only. */
    record Only() implements HolidayEffect {
        @Override
        public Optional<DayOfWeek> weekday(DayOfWeek day, boolean holiday) {
            return holiday ? Optional.of(day) : Optional.empty();
        }

        @Override
        public String describe() {
            return "only on holidays";
        }
    }

    /**
     * A holiday is like another weekday.
     *
     * @param day the weekday whose windows begin on a holiday, often Sunday
     */
    record Like(DayOfWeek day) implements HolidayEffect {
        @Override
        public Optional<DayOfWeek> weekday(DayOfWeek calendarDay, boolean holiday) {
            return Optional.of(holiday ? day : calendarDay);
        }

        @Override
        public String describe() {
            return "holidays like " + Weekdays.name(day);
        }
    }
}
