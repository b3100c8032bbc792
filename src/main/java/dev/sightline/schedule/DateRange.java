package dev.sightline.schedule;

import java.time.LocalDate;

/**
 * Days from a first to a last one, both included.
 *
 * @param first a date of the years 1 to 9999, or {@link LocalDate#MIN} for no beginning
 * @param last a date of the years 1 to 9999 not before {@code first}, or {@link LocalDate#MAX} for no end
 */
public record DateRange(LocalDate first, LocalDate last) {
    /** All days. */
    public static final DateRange EVER = new DateRange(LocalDate.MIN, LocalDate.MAX);

    /** Checks the years and the order. */
    public DateRange {
        if (!first.equals(LocalDate.MIN)) {
            Holidays.requireYear(first);
        }
        if (!last.equals(LocalDate.MAX)) {
            Holidays.requireYear(last);
        }
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "the dates end before they begin: " + first + " to " + last + "; swap them");
        }
    }

    /** The days from {@code first} on. */
    public static DateRange from(LocalDate first) {
        return new DateRange(first, LocalDate.MAX);
    }

    /** The days up to and with {@code last}. */
    public static DateRange until(LocalDate last) {
        return new DateRange(LocalDate.MIN, last);
    }

    /** Whether {@code date} is one of them. */
    public boolean contains(LocalDate date) {
        return !date.isBefore(first) && !date.isAfter(last);
    }

    /** The range for people, such as {@code from 2026-11-01 to 2026-12-31}; empty for all days. */
    String describe() {
        String begin = first.equals(LocalDate.MIN) ? "" : "from " + first;
        String end = last.equals(LocalDate.MAX) ? "" : "to " + last;
        return (begin + " " + end).trim();
    }
}
