package dev.sightline.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some weekdays by the wall clock. A window that ends at or before the time it begins goes over midnight and
 * belongs to the day on which it begins: {@code Fri 22:00-06:00} ends on Saturday morning.
 *
 * @param days the days on which it begins, at least one; kept in order from Monday
 * @param from the minute at which it begins
 * @param to the minute before which it ends; midnight is the end of the day, so from midnight to midnight is a whole day,
 *     and no other two may be equal
 */
public record WeeklyWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final Pattern TEXT =
            Pattern.compile("(.+?)\\s+(?:all day|(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d))", Pattern.CASE_INSENSITIVE);

    /** Checks that there are days, whole minutes and something between them. */
    public WeeklyWindow {
        days = Collections.unmodifiableSet(new TreeSet<>(days));
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window needs at least one weekday");
        }
        if (!from.equals(from.truncatedTo(ChronoUnit.MINUTES)) || !to.equals(to.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException(
                    "a window begins and ends at whole minutes, not at " + from + " and " + to);
        }
        if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("the window " + from + "-" + to
                    + " is empty; change one of the times, or write 00:00-24:00 for the whole day");
        }
    }

    /** The given days from midnight to midnight. */
    public static WeeklyWindow allDay(Set<DayOfWeek> days) {
        return new WeeklyWindow(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    /**
     * Reads what {@link #describe} prints: {@code Mon-Fri 18:00-06:00}, {@code Sat Sun all day}, {@code daily
     * 00:00-24:00}.
     */
    public static WeeklyWindow parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not days and hours; write it like \"Mon-Fri 18:00-06:00\" or \"Sat all day\"");
        }
        Set<DayOfWeek> days = Weekdays.parse(matcher.group(1));
        return matcher.group(2) == null
                ? allDay(days)
                : new WeeklyWindow(days, time(matcher.group(2)), time(matcher.group(3)));
    }

    private static LocalTime time(String text) {
        try {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time of day; use 00:00 to 24:00", e);
        }
    }

    /** The window for people, such as {@code Mon-Fri 18:00-06:00} or {@code Sat Sun all day}. */
    public String describe() {
        String end = to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString();
        return Weekdays.describe(days) + (from.equals(to) ? " all day" : " " + from + "-" + end);
    }

    /** Whether it covers {@code time} of the day on which it begins. */
    boolean coversItsDay(LocalTime time) {
        return !time.isBefore(from) && (endsNextDay() || time.isBefore(to));
    }

    /** Whether it covers {@code time} of the day after the one on which it begins. */
    boolean coversNextDay(LocalTime time) {
        return endsNextDay() && time.isBefore(to);
    }

    private boolean endsNextDay() {
        return !to.isAfter(from);
    }
}
