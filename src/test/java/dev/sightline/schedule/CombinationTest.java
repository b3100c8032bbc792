package dev.sightline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final SunSchedule NIGHT = SunSchedule.of(SunPhase.NIGHT, new Place(52.52, 13.405), Daylight.SUN);
    private static final Instant BEGIN = Instant.parse("2026-10-23T00:00:00Z");

    private static WeeklySchedule weekly(String window) {
        return WeeklySchedule.of(List.of(WeeklyWindow.parse(window)), BERLIN);
    }

    private static WeeklySchedule weekly(String window, ZoneId zone, Holidays holidays, DateRange dates) {
        return new WeeklySchedule(List.of(WeeklyWindow.parse(window)), zone, holidays, dates);
    }

    @Test
    void areTheLogicOfTheirParts() {
        List<Schedule> parts = List.of(weekly("Mon-Fri 18:00-06:00"), weekly("daily 01:00-20:00"), NIGHT);
        var all = new AllOf(parts);
        var any = new AnyOf(parts);
        var not = new Not(all);
        for (Instant at = BEGIN; at.isBefore(BEGIN.plus(Duration.ofDays(7))); at = at.plusSeconds(1500)) {
            Instant now = at;
            assertThat(all.isActive(at)).isEqualTo(parts.stream().allMatch(part -> part.isActive(now)));
            assertThat(any.isActive(at)).isEqualTo(parts.stream().anyMatch(part -> part.isActive(now)));
            assertThat(not.isActive(at)).isNotEqualTo(all.isActive(at));
        }
    }

    @Test
    void holdAllAlongTheirSpans() {
        var schedule = new AnyOf(List.of(
                new AllOf(List.of(weekly("Mon-Fri 18:00-06:00"), NIGHT)),
                new AllOf(List.of(weekly("daily 02:15-02:45"), new Not(weekly("Sat all day")), new Always()))));
        var live = new LiveSchedule(schedule);
        var random = new Random(3);
        for (int i = 0; i < 300; i++) {
            Instant at = BEGIN.plusSeconds(random.nextInt(7 * 86_400));
            Span span = schedule.spanAt(at);
            assertThat(span.contains(at)).isTrue();
            assertThat(live.isActive(at)).isEqualTo(span.active());
            assertThat(schedule.isActive(span.from())).isEqualTo(span.active());
            assertThat(schedule.isActive(span.to().minusMillis(1))).isEqualTo(span.active());
        }
    }

    @Test
    void sayInAFewWordsWhenTheyAreActive() {
        var schedule = new AllOf(
                List.of(new AnyOf(List.of(weekly("Sat Sun all day"), NIGHT)), new Not(weekly("daily 12:00-13:00"))));
        assertThat(schedule.describe())
                .isEqualTo("(Sat Sun all day Europe/Berlin or night (sunset to sunrise) at 52.52, 13.405)"
                        + " and not (daily 12:00-13:00 Europe/Berlin)");
        assertThat(new Always().describe()).isEqualTo("always");
    }

    private static void isRefused(Runnable made, String message) {
        assertThatThrownBy(made::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refuseWhatIsNeverActive() {
        Schedule workdays = weekly("Mon-Fri all day");
        isRefused(
                () -> new AllOf(List.of(workdays, weekly("Sat Sun all day"))),
                "these are never active together, change one of them or take \"any\":"
                        + " Mon-Fri all day Europe/Berlin and Sat Sun all day Europe/Berlin");
        isRefused(() -> new AllOf(List.of(weekly("daily 08:00-12:00"), weekly("daily 12:00-14:00"))), "never");
        isRefused(() -> new AllOf(List.of(weekly("Mon 22:00-06:00"), weekly("Tue 06:00-24:00"))), "never");
        isRefused(() -> new AllOf(List.of(workdays, new Not(workdays))), "never active together");
        isRefused(() -> new AllOf(List.of(NIGHT, NIGHT.withPhase(SunPhase.DAY))), "never active together");
        isRefused(() -> new AllOf(List.of(NIGHT, workdays, new Not(NIGHT))), "never active together");
        isRefused(() -> new Not(new Always()), "\"not\" of what is always active is never active");
        isRefused(() -> new Not(weekly("daily all day")), "never active");
        isRefused(() -> new Not(new AnyOf(List.of(NIGHT, new Not(NIGHT)))), "never active");
        isRefused(() -> new AllOf(List.of()), "\"all\" needs at least one schedule");
        isRefused(() -> new AnyOf(List.of()), "\"any\" needs at least one schedule");
    }

    @Test
    void refuseDatesOnWhichNothingBegins() {
        LocalDate monday = LocalDate.of(2026, 11, 2);
        var thisWeek = new DateRange(monday, monday.plusDays(4));
        var only = new HolidayEffect.Only();
        isRefused(() -> new DateRange(monday, monday.minusDays(1)), "end before they begin");
        isRefused(() -> DateRange.from(monday.withYear(20_266)), "year from 1 to 9999, not 20266");
        isRefused(() -> weekly("Sat all day", BERLIN, Holidays.NONE, thisWeek), "no window ever begins");
        isRefused(
                () -> weekly("Tue all day", BERLIN, new Holidays(Set.of(monday), Set.of(), only), DateRange.EVER),
                "no window ever begins");
        isRefused(
                () -> weekly("daily all day", BERLIN, new Holidays(Set.of(), Set.of(), only), DateRange.EVER),
                "name at least one date");
        isRefused(
                () -> weekly(
                        "daily all day", BERLIN, new Holidays(Set.of(), Set.of(MonthDay.of(12, 25)), only), thisWeek),
                "no window ever begins");
        var spring = weekly("daily all day", BERLIN, Holidays.NONE, DateRange.until(monday));
        var winter = weekly("daily all day", BERLIN, Holidays.NONE, DateRange.from(monday.plusDays(1)));
        isRefused(() -> new AllOf(List.of(spring, winter)), "never active together");
        isRefused(() -> new Not(new AnyOf(List.of(spring, winter))), "never active");
    }

    @Test
    void allowWhatIsActiveSeldom() {
        LocalDate far = LocalDate.of(2250, 2, 28);
        var leapMondays = new Holidays(Set.of(), Set.of(MonthDay.of(2, 29)), new HolidayEffect.Only());
        var longHolidays = new Holidays(
                far.datesUntil(far.plusDays(44)).collect(Collectors.toSet()), Set.of(), new HolidayEffect.Excluded());
        var made = new ArrayList<Schedule>();
        assertThatCode(() -> {
                    made.add(weekly("Mon all day", BERLIN, leapMondays, DateRange.EVER));
                    made.add(weekly("Mon all day", BERLIN, leapMondays, DateRange.from(far)));
                    made.add(new Not(weekly("daily all day", BERLIN, Holidays.NONE, DateRange.until(far))));
                    made.add(new Not(weekly("daily all day", BERLIN, Holidays.NONE, DateRange.from(far))));
                    made.add(new Not(weekly("daily 00:00-23:59")));
                    made.add(weekly("Mon all day", BERLIN, longHolidays, DateRange.from(far)));
                    made.add(weekly("Mon all day", BERLIN, longHolidays, DateRange.until(far.plusDays(50))));
                    made.add(new AllOf(List.of(weekly("Mon 22:00-06:00"), weekly("Tue 05:59-24:00"))));
                    made.add(new AllOf(List.of(
                            weekly("Mon all day"), weekly("Sun all day", TOKYO, Holidays.NONE, DateRange.EVER))));
                    made.add(new AllOf(List.of(NIGHT, weekly("daily 12:00-12:01"))));
                })
                .doesNotThrowAnyException();
        assertThat(made).hasSize(10);
    }

    @Test
    void answerAtTheEndsOfTime() {
        var schedule = new AllOf(List.of(new Always(), new AnyOf(List.of(new Always(), NIGHT))));
        assertThat(schedule.isActive(Instant.ofEpochMilli(Long.MAX_VALUE))).isTrue();
        assertThat(schedule.isActive(Instant.ofEpochMilli(Long.MIN_VALUE))).isTrue();
    }
}
