package dev.sightline.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyWindowTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Mon-Fri 18:00-06:00,             Mon-Fri 18:00-06:00",
        "mon tue wed thu fri 18:00-06:00, Mon-Fri 18:00-06:00",
        "Monday Sunday 00:00-24:00,       Mon Sun all day",
        "Fri-Mon all day,                 Mon Fri-Sun all day",
        "Daily 07:30 - 24:00,             daily 07:30-24:00",
        "Mon-Sun 24:00-06:00,             daily 00:00-06:00",
        "Sat Sun all day,                 Sat Sun all day",
        "Wed-Wed 08:00-09:00,             Wed 08:00-09:00",
    })
    void readsWhatPeopleWrite(String text, String printed) {
        assertThat(WeeklyWindow.parse(text).describe()).isEqualTo(printed);
    }

    @Test
    void readsWhatItPrints() {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            Set<DayOfWeek> days =
                    random.ints(1 + i % 7, 1, 8).mapToObj(DayOfWeek::of).collect(Collectors.toSet());
            LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
            var window = new WeeklyWindow(days, from, from.plusMinutes(1 + random.nextInt(1439)));
            assertThat(WeeklyWindow.parse(window.describe())).isEqualTo(window);
        }
        var wholeWeek = WeeklyWindow.allDay(EnumSet.allOf(DayOfWeek.class));
        assertThat(WeeklyWindow.parse(wholeWeek.describe())).isEqualTo(wholeWeek);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "18:00-06:00             | write it like \"Mon-Fri 18:00-06:00\"",
                "Mon 18-6                | write it like \"Mon-Fri 18:00-06:00\"",
                "Mon                     | write it like \"Mon-Fri 18:00-06:00\"",
                "Mon 22:00-22:00         | the window 22:00-22:00 is empty; change one of the times",
                "Mon 18:00-25:00         | \"25:00\" is no time of day; use 00:00 to 24:00",
                "Mon 18:60-20:00         | \"18:60\" is no time of day",
                "Someday 18:00-20:00     | \"Someday\" is no weekday; use Mon, Tue",
                "Mon-Wed-Fri 18:00-20:00 | \"Mon-Wed-Fri\" is not a range of days",
                "Mon- 18:00-20:00        | \"\" is no weekday",
            })
    void saysWhatToChange(String text, String message) {
        assertThatThrownBy(() -> WeeklyWindow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWindowsWithoutDaysOrWithSeconds() {
        LocalTime noon = LocalTime.NOON;
        assertThatThrownBy(() -> WeeklyWindow.allDay(Set.of())).hasMessageContaining("at least one weekday");
        assertThatThrownBy(() -> new WeeklyWindow(Set.of(MONDAY), noon, noon.plusSeconds(1)))
                .hasMessageContaining("whole minutes");
    }

    @Test
    void printsTheSameInWhateverOrderTheDaysCame() {
        var window = WeeklyWindow.allDay(Set.of(FRIDAY, MONDAY));
        assertThat(window).hasToString("WeeklyWindow[days=[MONDAY, FRIDAY], from=00:00, to=00:00]");
    }
}
