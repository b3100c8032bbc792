package dev.sightline.schedule;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Weekdays as text: {@code daily}, {@code Mon-Fri}, {@code Sat Sun}, {@code Mon Wed-Fri}. */
final class Weekdays {
    private Weekdays() {}

    static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    /** The days in order from Monday, three or more in a row as first and last. */
    static String describe(Set<DayOfWeek> days) {
        if (days.size() == 7) {
            return "daily";
        }
        var words = new ArrayList<String>();
        var left = new TreeSet<>(days);
        while (!left.isEmpty()) {
            List<DayOfWeek> run = run(left);
            left.removeAll(Set.copyOf(run));
            if (run.size() > 2) {
                words.add(name(run.get(0)) + "-" + name(run.get(run.size() - 1)));
            } else {
                run.forEach(day -> words.add(name(day)));
            }
        }
        return String.join(" ", words);
    }

    private static List<DayOfWeek> run(Set<DayOfWeek> days) {
        var run = new ArrayList<DayOfWeek>();
        for (DayOfWeek day : days) {
            if (!run.isEmpty() && day.getValue() != run.get(run.size() - 1).getValue() + 1) {
                break;
            }
            run.add(day);
        }
        return run;
    }

    /** The days that {@link #describe} would print so; {@code Fri-Mon} goes over the end of the week. */
    static Set<DayOfWeek> parse(String text) {
        if (text.equalsIgnoreCase("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : text.split("[ ,]+", -1)) {
            String[] ends = word.split("-", -1);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            if (ends.length > 2) {
                throw new IllegalArgumentException("\"" + word + "\" is not a range of days; write Mon-Fri");
            }
            for (DayOfWeek last = day(ends[ends.length - 1]); day != last; ) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equalsIgnoreCase(word) || day.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + word + "\" is no weekday; use Mon, Tue, Wed, Thu, Fri, Sat, Sun or daily"));
    }
}
