package dev.sightline.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days that are not like others of their weekday.
 *
 * @param dates single days, in the years 1 to 9999; kept in order
 * @param yearly days of every year, kept in order; 29 February is a holiday in leap years only
 * @param effect what they do to the windows that begin on them
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly, HolidayEffect effect) {
    /** No holidays. */
    public static final Holidays NONE = new Holidays(Set.of(), Set.of(), new HolidayEffect.Excluded());

    /** Checks the years. */
    public Holidays {
        dates = Collections.unmodifiableSet(new TreeSet<>(dates));
        yearly = Collections.unmodifiableSet(new TreeSet<>(yearly));
        dates.forEach(Holidays::requireYear);
    }

    static void requireYear(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("a date needs a year from 1 to 9999, not " + date.getYear());
        }
    }

    /** Whether {@code date} is one of them. */
    public boolean contains(LocalDate date) {
        return dates.contains(date) || yearly.contains(MonthDay.from(date));
    }

    boolean isEmpty() {
        return dates.isEmpty() && yearly.isEmpty();
    }

    /** The weekday whose windows begin on {@code date}; empty: none begin. */
    Optional<DayOfWeek> weekday(LocalDate date) {
        return effect.weekday(date.getDayOfWeek(), contains(date));
    }
}
