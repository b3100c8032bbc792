package dev.sightline.schedule;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds schedules that are never active, by trying every reading of a wall clock that can make a difference. What clocks
 * of two zones show together and what the sun does at two places is taken for possible, so not all such schedules are
 * found; one that can be active is never taken for a contradiction.
 */
final class Contradiction {
    /**
     * Between two days on which a schedule's rules change, only the weekday makes a difference, and the one of the day
     * before: so many days see all of that.
     */
    private static final int DAYS = 14;

    /** With holidays that come every year: so many years see each date on each weekday, around any century. */
    private static final int YEARS = 40;

    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);

    private Contradiction() {}

    /** Whether {@code schedule} is known to be never active. */
    static boolean in(Schedule schedule) {
        List<WeeklySchedule> weekly = parts(schedule)
                .filter(WeeklySchedule.class::isInstance)
                .map(WeeklySchedule.class::cast)
                .toList();
        Stream<ZoneId> zones =
                weekly.isEmpty() ? Stream.of(ZoneOffset.UTC) : weekly.stream().map(WeeklySchedule::zone);
        long suns = parts(schedule)
                .filter(SunSchedule.class::isInstance)
                .map(part -> ((SunSchedule) part).withPhase(SunPhase.DAY))
                .distinct()
                .count();
        List<Certainty> day = suns == 1 ? List.of(Certainty.YES, Certainty.NO) : List.of(Certainty.MAYBE);
        return zones.distinct()
                .anyMatch(zone -> clocks(zone, ofZone(zone, weekly), day)
                        .allMatch(clock -> clock.tells(schedule) == Certainty.NO));
    }

    /** The schedules that a schedule is made of. */
    private static Stream<Schedule> parts(Schedule schedule) {
        if (schedule instanceof Not not) {
            return parts(not.schedule());
        } else if (schedule instanceof AllOf all) {
            return all.schedules().stream().flatMap(Contradiction::parts);
        } else if (schedule instanceof AnyOf any) {
            return any.schedules().stream().flatMap(Contradiction::parts);
        }
        return Stream.of(schedule);
    }

    private static List<WeeklySchedule> ofZone(ZoneId zone, List<WeeklySchedule> weekly) {
        return weekly.stream().filter(part -> part.zone().equals(zone)).toList();
    }

    /** All readings of a clock that can make a difference. */
    private static Stream<WallClock> clocks(ZoneId zone, List<WeeklySchedule> weekly, List<Certainty> day) {
        var times = new TreeSet<>(List.of(LocalTime.MIDNIGHT));
        weekly.stream().flatMap(part -> part.windows().stream()).forEach(window -> {
            times.add(window.from());
            times.add(window.to());
        });
        return dates(weekly)
                .flatMap(date -> times.stream().map(date::atTime))
                .flatMap(local -> day.stream().map(sun -> new WallClock(zone, local, sun)));
    }

    /** All dates that can make a difference, likely ones first. */
    private static Stream<LocalDate> dates(List<WeeklySchedule> weekly) {
        var changes = new TreeSet<>(List.of(ANY_DAY));
        for (WeeklySchedule part : weekly) {
            changes.addAll(part.holidays().dates());
            part.holidays().dates().forEach(date -> changes.add(date.plusDays(1)));
            if (!part.dates().first().equals(LocalDate.MIN)) {
                changes.add(part.dates().first());
            }
            if (!part.dates().last().equals(LocalDate.MAX)) {
                changes.add(part.dates().last().plusDays(1));
            }
        }
        boolean yearly =
                weekly.stream().anyMatch(part -> !part.holidays().yearly().isEmpty());
        int reach = yearly ? YEARS * 366 : DAYS;
        return Stream.of(
                        changes.descendingSet().stream().flatMap(date -> date.datesUntil(date.plusDays(DAYS))),
                        changes.stream()
                                .limit(1)
                                .flatMap(date -> date.minusDays(reach).datesUntil(date)),
                        changes.stream().flatMap(date -> date.datesUntil(date.plusDays(reach))))
                .flatMap(dates -> dates);
    }
}
