package dev.sightline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<LocalDate> EASTER_MONDAY = Set.of(LocalDate.of(2026, 4, 6));
    private static final Set<MonthDay> CHRISTMAS = Set.of(MonthDay.of(12, 25));

    private static WeeklySchedule schedule(ZoneId zone, String... windows) {
        return WeeklySchedule.of(Arrays.stream(windows).map(WeeklyWindow::parse).toList(), zone);
    }

    private static WeeklySchedule with(HolidayEffect effect, String... windows) {
        WeeklySchedule plain = schedule(BERLIN, windows);
        return new WeeklySchedule(
                plain.windows(), BERLIN, new Holidays(EASTER_MONDAY, CHRISTMAS, effect), DateRange.EVER);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-11-02T17:59, false, Monday before it begins",
        "2026-11-02T18:00, true,  Monday as it begins",
        "2026-11-03T05:59, true,  the next morning",
        "2026-11-03T06:00, false, as it ends",
        "2026-11-06T23:59, true,  Friday night",
        "2026-11-07T05:59, true,  Saturday morning belongs to Friday",
        "2026-11-07T18:00, false, Saturday evening",
        "2026-11-02T05:59, false, Monday morning belongs to Sunday",
        "2026-11-08T09:59, false, Sunday before the second window",
        "2026-11-08T10:00, true,  Sunday in the second window",
    })
    void followsTheWallClock(String local, boolean active, String name) {
        var schedule = schedule(BERLIN, "Mon-Fri 18:00-06:00", "Sun 10:00-12:00");
        assertThat(schedule.isActive(berlin(local))).as(name).isEqualTo(active);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-04-05T23:00, true,  true,  false, Sunday night before the holiday",
        "2026-04-06T05:00, true,  true,  false, which goes on into the holiday",
        "2026-04-06T12:00, false, true,  false, on the holiday itself only Sundays' hours count",
        "2026-04-06T23:00, false, true,  true,  the night of the holiday",
        "2026-04-07T05:00, false, true,  true,  belongs to the holiday to its end",
        "2026-04-07T23:00, true,  false, false, the night after it",
        "2026-12-25T23:00, false, true,  true,  a yearly one",
        "2031-12-25T23:00, false, true,  true,  in another year",
    })
    void treatsHolidaysAsTold(String local, boolean excluded, boolean likeSunday, boolean only, String name) {
        Instant at = berlin(local);
        assertThat(with(new HolidayEffect.Excluded(), "daily 22:00-06:00").isActive(at))
                .as(name)
                .isEqualTo(excluded);
        assertThat(with(new HolidayEffect.Like(DayOfWeek.SUNDAY), "Sun all day", "Sun 22:00-06:00")
                        .isActive(at))
                .as(name)
                .isEqualTo(likeSunday);
        assertThat(with(new HolidayEffect.Only(), "daily 22:00-06:00").isActive(at))
                .as(name)
                .isEqualTo(only);
    }

    @Test
    void countsTheNightThatBeginsOnTheLastDate() {
        var dates = new DateRange(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 3));
        var nights = new WeeklySchedule(List.of(WeeklyWindow.parse("daily 22:00-06:00")), BERLIN, Holidays.NONE, dates);
        assertThat(nights.isActive(berlin("2026-11-02T05:00"))).isFalse();
        assertThat(nights.isActive(berlin("2026-11-02T22:00"))).isTrue();
        assertThat(nights.isActive(berlin("2026-11-04T05:59"))).isTrue();
        assertThat(nights.isActive(berlin("2026-11-04T22:00"))).isFalse();
    }

    /** The stretches of activity on a day, in UTC, found by asking once a minute. */
    private static List<String> stretches(WeeklySchedule schedule, String date) {
        ZonedDateTime begin = LocalDate.parse(date).atStartOfDay(schedule.zone());
        var found = new ArrayList<String>();
        boolean active = false;
        for (ZonedDateTime at = begin; at.isBefore(begin.plusDays(1)); at = at.plusMinutes(1)) {
            if (schedule.isActive(at.toInstant()) != active) {
                active = !active;
                found.add((active ? "on " : "off ") + at.toInstant().toString().substring(11, 16));
            }
        }
        return found;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        // clocks go from 02:00 to 03:00 at 01:00 UTC
        "Europe/Berlin, 2026-03-29, Sun 02:15-02:45, ''",
        "Europe/Berlin, 2026-03-29, Sun 01:30-02:30, on 00:30 off 01:00",
        "Europe/Berlin, 2026-03-29, Sun 02:30-04:00, on 01:00 off 02:00",
        // from 03:00 to 02:00 at 01:00 UTC
        "Europe/Berlin, 2026-10-25, Sun 02:15-02:45, on 00:15 off 00:45 on 01:15 off 01:45",
        "Europe/Berlin, 2026-10-25, Sun 01:30-02:30, on 23:30 off 00:30 on 01:00 off 01:30",
        "Europe/Berlin, 2026-10-25, Sun 01:00-04:00, on 23:00 off 03:00",
        // from 02:00 to 03:00 at 07:00 UTC
        "America/New_York, 2026-03-08, Sun 02:15-02:45, ''",
        "America/New_York, 2026-03-08, Sun 01:00-04:00, on 06:00 off 08:00",
        // from 02:00 to 01:00 at 06:00 UTC
        "America/New_York, 2026-11-01, Sun 01:15-01:45, on 05:15 off 05:45 on 06:15 off 06:45",
        // from 02:00 to 01:30, half an hour, at 15:00 UTC
        "Australia/Lord_Howe, 2026-04-05, Sun 01:40-01:50, on 14:40 off 14:50 on 15:10 off 15:20",
        // from 02:00 to 02:30 at 15:30 UTC
        "Australia/Lord_Howe, 2026-10-04, Sun 02:10-02:20, ''",
        "Australia/Lord_Howe, 2026-10-04, Sun 02:10-03:00, on 15:30 off 16:00",
    })
    void followsTheWallClockAsItIsChanged(String zone, String date, String window, String stretches) {
        assertThat(String.join(" ", stretches(schedule(ZoneId.of(zone), window), date)))
                .isEqualTo(stretches);
    }

    @Test
    void saysInAFewWordsWhenItIsActive() {
        assertThat(with(new HolidayEffect.Excluded(), "Mon-Fri 18:00-06:00").describe())
                .isEqualTo("Mon-Fri 18:00-06:00 Europe/Berlin, not on holidays");
        assertThat(with(new HolidayEffect.Like(DayOfWeek.SUNDAY), "Mon-Fri 18:00-06:00", "Sat Sun all day")
                        .describe())
                .isEqualTo("Mon-Fri 18:00-06:00, Sat Sun all day Europe/Berlin, holidays like Sun");
        var windows = List.of(WeeklyWindow.parse("daily 20:00-24:00"));
        var dates = new DateRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 31));
        assertThat(new WeeklySchedule(windows, ZoneId.of("UTC"), Holidays.NONE, dates).describe())
                .isEqualTo("daily 20:00-24:00 UTC, from 2026-11-01 to 2026-12-31");
        assertThat(new WeeklySchedule(windows, BERLIN, Holidays.NONE, DateRange.from(dates.first())).describe())
                .endsWith("Europe/Berlin, from 2026-11-01");
        assertThat(new WeeklySchedule(windows, BERLIN, Holidays.NONE, DateRange.until(dates.last())).describe())
                .endsWith("Europe/Berlin, to 2026-12-31");
    }

    @Test
    void printsAllThatItSaysAlwaysAlike() {
        assertThat(with(new HolidayEffect.Like(DayOfWeek.SUNDAY), "Sun Mon 22:00-06:00"))
                .hasToString("WeeklySchedule[windows=[WeeklyWindow[days=[MONDAY, SUNDAY], from=22:00, to=06:00]],"
                        + " zone=Europe/Berlin, holidays=Holidays[dates=[2026-04-06], yearly=[--12-25],"
                        + " effect=Like[day=SUNDAY]], dates=DateRange[first=-999999999-01-01,"
                        + " last=+999999999-12-31]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berln", "", "GMT+25", "Berlin"})
    void refusesUnknownZones(String name) {
        assertThatThrownBy(() -> WeeklySchedule.zoneNamed(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no time zone \"" + name + "\"; use a name such as Europe/Berlin or UTC");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE})
    void answersForEveryTimeThatKafkaKnows(long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        var schedule = schedule(BERLIN, "daily 12:00-11:59");
        assertThat(schedule.spanAt(at).contains(at)).isTrue();
        assertThat(Duration.between(
                        schedule.spanAt(at).from(), schedule.spanAt(at).to()))
                .isLessThanOrEqualTo(Duration.ofDays(1));
    }
}
