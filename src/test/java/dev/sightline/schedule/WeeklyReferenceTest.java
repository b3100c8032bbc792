package dev.sightline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weekly schedules against a slow reading of the same rules: every minute that a wall clock can show, written out. */
class WeeklyReferenceTest {
    private static final int SEEDS = 10;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "Europe/Berlin, 2026-03-29, an hour forward at two",
        "Europe/Berlin, 2026-10-25, an hour back at three",
        "America/New_York, 2026-03-08, an hour forward",
        "America/New_York, 2026-11-01, an hour back",
        "Australia/Lord_Howe, 2026-04-05, half an hour back",
        "Australia/Lord_Howe, 2026-10-04, half an hour forward",
        "America/Havana, 2026-03-08, forward at midnight: the day begins at one",
        "America/Havana, 2026-11-01, back to midnight",
        "America/Sao_Paulo, 2018-02-18, back over midnight: Saturday's last hour twice",
        "Pacific/Apia, 2011-12-30, a day left out",
        "Africa/Casablanca, 2026-02-15, back for Ramadan",
        "Asia/Kathmandu, 2026-01-01, never changed",
        "UTC, 2024-02-29, a leap day",
    })
    void agreesWithEveryMinuteWrittenOut(String zone, LocalDate date, String name) {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            WeeklySchedule schedule = schedule(ZoneId.of(zone), date, random);
            Set<LocalDateTime> minutes = minutes(schedule, date);
            var live = new LiveSchedule(schedule);
            Instant begin = date.minusDays(3).atStartOfDay(schedule.zone()).toInstant();
            Instant end = date.plusDays(4).atStartOfDay(schedule.zone()).toInstant();
            Span span = schedule.spanAt(begin);
            for (Instant at = begin; at.isBefore(end); at = at.plusSeconds(60)) {
                LocalDateTime local = LocalDateTime.ofInstant(at, schedule.zone());
                boolean expected = minutes.contains(local.truncatedTo(ChronoUnit.MINUTES));
                if (!span.contains(at)) {
                    assertThat(span.to()).as("spans meet").isEqualTo(at);
                    span = schedule.spanAt(at);
                    assertThat(span.from()).as("spans meet").isEqualTo(at);
                }
                if (span.active() != expected || live.isActive(at) != expected) {
                    assertThat(expected)
                            .as("%s, seed %d, %s at %s", name, seed, schedule.describe(), local)
                            .isEqualTo(span.active());
                }
                Instant late = at.minusSeconds(random.nextInt(7200));
                assertThat(live.isActive(late)).isEqualTo(schedule.isActive(late));
            }
        }
    }

    private static WeeklySchedule schedule(ZoneId zone, LocalDate date, Random random) {
        List<WeeklyWindow> windows = Stream.generate(() -> window(random))
                .limit(1 + random.nextInt(3))
                .toList();
        HolidayEffect effect = random.nextBoolean()
                ? new HolidayEffect.Excluded()
                : new HolidayEffect.Like(DayOfWeek.of(1 + random.nextInt(7)));
        var holidays = new Holidays(
                Set.of(date.plusDays(random.nextInt(5) - 2)),
                Set.of(MonthDay.from(date.plusDays(random.nextInt(5) - 2))),
                effect);
        DateRange dates = random.nextInt(3) > 0 ? DateRange.EVER : DateRange.from(date.plusDays(random.nextInt(3) - 1));
        return new WeeklySchedule(windows, zone, random.nextBoolean() ? holidays : Holidays.NONE, dates);
    }

    private static WeeklyWindow window(Random random) {
        Set<DayOfWeek> days =
                random.ints(1 + random.nextInt(6), 1, 8).mapToObj(DayOfWeek::of).collect(Collectors.toSet());
        LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
        LocalTime near = LocalTime.of(random.nextInt(4), random.nextInt(60));
        return switch (random.nextInt(4)) {
            case 0 -> WeeklyWindow.allDay(days);
            case 1 -> new WeeklyWindow(days, near, near.plusMinutes(1 + random.nextInt(90)));
            default -> new WeeklyWindow(days, from, from.plusMinutes(1 + random.nextInt(1439)));
        };
    }

    /** All minutes of the wall clock that the windows of the days around {@code date} cover. */
    private static Set<LocalDateTime> minutes(WeeklySchedule schedule, LocalDate date) {
        var minutes = new HashSet<LocalDateTime>();
        for (LocalDate day = date.minusDays(5); day.isBefore(date.plusDays(6)); day = day.plusDays(1)) {
            for (WeeklyWindow window : schedule.windows()) {
                if (begins(window, day, schedule)) {
                    LocalDateTime first = day.atTime(window.from());
                    long length = Math.floorMod(
                            Duration.between(window.from(), window.to()).toMinutes() - 1, 1440L);
                    IntStream.rangeClosed(0, (int) length).forEach(minute -> minutes.add(first.plusMinutes(minute)));
                }
            }
        }
        return minutes;
    }

    private static boolean begins(WeeklyWindow window, LocalDate day, WeeklySchedule schedule) {
        Holidays holidays = schedule.holidays();
        boolean holiday = holidays.dates().contains(day) || holidays.yearly().contains(MonthDay.from(day));
        if (day.isBefore(schedule.dates().first())) {
            return false;
        }
        if (holiday && holidays.effect() instanceof HolidayEffect.Like like) {
            return window.days().contains(like.day());
        }
        return !holiday && window.days().contains(day.getDayOfWeek());
    }
}
