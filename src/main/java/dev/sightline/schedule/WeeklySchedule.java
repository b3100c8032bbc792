package dev.sightline.schedule;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows of the week by a wall clock: active while the clock of the zone shows a time inside a window. When clocks are put
 * forward, the times that are left out do not happen: a window inside the gap does not exist on that day, one that reaches
 * into it is shorter. When they are put back, the times that come twice count both times.
 *
 * @param windows at least one; they may overlap
 * @param zone the zone of the wall clock
 * @param holidays days that are different; they are about the day on which a window begins
 * @param dates the days on which windows begin at all
 */
public record WeeklySchedule(List<WeeklyWindow> windows, ZoneId zone, Holidays holidays, DateRange dates)
        implements Schedule {
    /** Checks that some window begins on some day. */
    public WeeklySchedule(List<WeeklyWindow> windows, ZoneId zone, Holidays holidays, DateRange dates) {
        this.windows = List.copyOf(windows);
        this.zone = zone;
        this.holidays = holidays;
        this.dates = dates;
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("a weekly schedule needs at least one window");
        }
        if (holidays.isEmpty() && holidays.effect() instanceof HolidayEffect.Only) {
            throw new IllegalArgumentException("\"only on holidays\" needs holidays: name at least one date");
        }
        if (Contradiction.in(this)) {
            throw new IllegalArgumentException(
                    "no window ever begins, change the weekdays, the holidays or the dates: " + describe());
        }
    }

    /** Windows of every week. */
    public static WeeklySchedule of(List<WeeklyWindow> windows, ZoneId zone) {
        return new WeeklySchedule(windows, zone, Holidays.NONE, DateRange.EVER);
    }

    /** The zone of that name, such as {@code Europe/Berlin} or {@code UTC}. */
    public static ZoneId zoneNamed(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no time zone \"" + name + "\"; use a name such as Europe/Berlin or UTC", e);
        }
    }

    /** From the last to the next time at which a window or a day may begin or end, or clocks change. */
    @Override
    public Span spanAt(Instant at) {
        ZoneRules rules = zone.getRules();
        ZoneOffset offset = rules.getOffset(at);
        LocalDateTime local = LocalDateTime.ofInstant(at, offset);
        LocalDate day = local.toLocalDate();
        LocalTime begin = LocalTime.MIDNIGHT;
        LocalTime end = LocalTime.MAX;
        for (WeeklyWindow window : windows) {
            for (LocalTime edge : List.of(window.from(), window.to())) {
                if (edge.isAfter(local.toLocalTime())) {
                    end = edge.isBefore(end) ? edge : end;
                } else {
                    begin = edge.isAfter(begin) ? edge : begin;
                }
            }
        }
        LocalDateTime next = end.equals(LocalTime.MAX) ? day.plusDays(1).atStartOfDay() : day.atTime(end);
        var span = new Span(includes(local), day.atTime(begin).toInstant(offset), next.toInstant(offset));
        ZoneOffsetTransition before = rules.previousTransition(at.plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(at);
        return span.within(
                before == null ? span.from() : before.getInstant(), after == null ? span.to() : after.getInstant());
    }

    /** Whether it is active when the wall clock shows {@code local}. */
    boolean includes(LocalDateTime local) {
        LocalDate day = local.toLocalDate();
        LocalTime time = local.toLocalTime();
        return windows.stream()
                .anyMatch(window -> (window.coversItsDay(time) && begins(window, day))
                        || (window.coversNextDay(time) && begins(window, day.minusDays(1))));
    }

    private boolean begins(WeeklyWindow window, LocalDate day) {
        return dates.contains(day)
                && holidays.weekday(day).filter(window.days()::contains).isPresent();
    }

    @Override
    public String describe() {
        String hours = windows.stream().map(WeeklyWindow::describe).collect(joining(", "));
        String days = holidays.isEmpty() ? "" : holidays.effect().describe();
        return Stream.of(hours + " " + zone, days, dates.describe())
                .filter(part -> !part.isEmpty())
                .collect(joining(", "));
    }
}
