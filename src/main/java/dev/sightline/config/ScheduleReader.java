package dev.sightline.config;

import dev.sightline.schedule.AllOf;
import dev.sightline.schedule.AnyOf;
import dev.sightline.schedule.DateRange;
import dev.sightline.schedule.Daylight;
import dev.sightline.schedule.HolidayEffect;
import dev.sightline.schedule.Holidays;
import dev.sightline.schedule.Not;
import dev.sightline.schedule.Place;
import dev.sightline.schedule.Schedule;
import dev.sightline.schedule.SunPhase;
import dev.sightline.schedule.SunSchedule;
import dev.sightline.schedule.WeeklySchedule;
import dev.sightline.schedule.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads schedules, and what they have in common: the time zone, the place and the holidays. */
final class ScheduleReader {
    private static final Set<String> KINDS = Set.of("windows", "sun", "all", "any", "not");

    private final ZoneId timeZone;
    private final @Nullable Place place;
    private final Set<LocalDate> dates = new TreeSet<>();
    private final Set<MonthDay> yearly = new TreeSet<>();
    private final Names names = new Names("schedule");
    private final Map<String, Schedule> schedules = new HashMap<>();

    /** Reads the schedules of a file that may have some. */
    ScheduleReader(Section top) {
        timeZone = top.read("timeZone", ZoneId.systemDefault(), ScheduleReader::timeZone);
        Value where = top.find("place");
        place = where == null ? null : place(where);
        top.items("holidays", this::holiday);
        top.each("schedules", this::named);
    }

    /** The time zone of everything that does not name its own. */
    ZoneId timeZone() {
        return timeZone;
    }

    /** The schedule that {@code value} names or describes in place, or null after reporting that there is none. */
    @Nullable
    Schedule find(Value value) {
        if (value.node() instanceof Node.Scalar) {
            String name = names.find(value);
            return name == null ? null : schedules.get(name);
        }
        Section section = value.section();
        return section == null ? null : schedule(section);
    }

    private @Nullable String named(Section section) {
        Value value = section.required("name", "a name for the schedule, such as nights");
        String name = value == null ? null : names.give(value);
        Schedule schedule = schedule(section);
        if (name != null && schedule != null) {
            schedules.put(name, schedule);
        }
        return name;
    }

    private @Nullable Schedule schedule(Section section) {
        List<String> kinds = section.present(KINDS);
        Value value = kinds.size() == 1 ? section.find(kinds.get(0)) : null;
        if (value == null) {
            section.wrong("a schedule has one of windows, sun, all, any, not"
                    + (kinds.size() > 1 ? "; it has " + String.join(" and ", kinds) : ""));
            return null;
        }
        return switch (kinds.get(0)) {
            case "windows" -> weekly(section, value);
            case "sun" -> sun(section, value);
            case "not" -> {
                Schedule other = find(value);
                yield other == null ? null : value.accepted(() -> new Not(other));
            }
            case "all" -> several(value, AllOf::new);
            default -> several(value, AnyOf::new);
        };
    }

    private @Nullable Schedule several(Value value, Function<List<Schedule>, Schedule> combine) {
        List<Schedule> others = value.each(this::find);
        return others == null ? null : value.accepted(() -> combine.apply(others));
    }

    private @Nullable Schedule weekly(Section section, Value value) {
        ZoneId zone = section.read("timeZone", timeZone, ScheduleReader::timeZone);
        Holidays holidays = section.read("holidays", Holidays.NONE, this::holidays);
        LocalDate first = section.read("from", LocalDate.MIN, ScheduleReader::date);
        LocalDate last = section.read("to", LocalDate.MAX, ScheduleReader::date);
        List<WeeklyWindow> windows = value.each(ScheduleReader::window);
        return windows == null
                ? null
                : section.accepted(() -> new WeeklySchedule(windows, zone, holidays, new DateRange(first, last)));
    }

    private @Nullable Schedule sun(Section section, Value value) {
        boolean twilight = section.read("twilight", false, Value::flag);
        Duration sunrise = section.read("sunriseOffset", Duration.ZERO, ScheduleReader::offset);
        Duration sunset = section.read("sunsetOffset", Duration.ZERO, ScheduleReader::offset);
        Value own = section.find("place");
        SunPhase phase = value.choice(SunPhase.class);
        Place where = own == null ? place : place(own);
        if (own == null && where == null) {
            value.wrong("needs a place; add one to the file, such as place: {latitude: 52.5, longitude: 13.4}");
        }
        return phase == null || where == null
                ? null
                : section.accepted(() -> new SunSchedule(
                        phase, where, twilight ? Daylight.CIVIL_TWILIGHT : Daylight.SUN, sunrise, sunset));
    }

    private static @Nullable WeeklyWindow window(Value value) {
        if (value.node() instanceof Node.Scalar) {
            String text = value.text();
            return text == null ? null : value.accepted(() -> WeeklyWindow.parse(text));
        }
        Section section = value.section();
        if (section == null) {
            return null;
        }
        String days = section.read("days", "daily", ScheduleReader::days);
        String from = section.read("from", "00:00", Value::text);
        String to = section.read("to", "24:00", Value::text);
        return value.accepted(() -> WeeklyWindow.parse(days + " " + from + "-" + to));
    }

    private static @Nullable String days(Value value) {
        if (value.node() instanceof Node.Scalar) {
            return value.text();
        }
        List<String> days = value.texts();
        return days == null ? null : String.join(" ", days);
    }

    private @Nullable Holidays holidays(Value value) {
        HolidayEffect effect =
                value.parsed("excluded, only, or as-sunday or another weekday", ScheduleReader::holidayEffect);
        return effect == null ? null : value.accepted(() -> new Holidays(dates, yearly, effect));
    }

    private static HolidayEffect holidayEffect(String text) {
        return switch (text) {
            case "excluded" -> new HolidayEffect.Excluded();
            case "only" -> new HolidayEffect.Only();
            default -> new HolidayEffect.Like(likeDay(text));
        };
    }

    private static DayOfWeek likeDay(String text) {
        if (!text.startsWith("as-")) {
            throw new IllegalArgumentException("no effect");
        }
        return DayOfWeek.valueOf(text.substring("as-".length()).toUpperCase(Locale.ROOT));
    }

    private @Nullable Boolean holiday(Value value) {
        return value.parsed(
                "a date such as 2026-12-25, or --05-01 for every year",
                text -> text.startsWith("--") ? yearly.add(MonthDay.parse(text)) : dates.add(LocalDate.parse(text)));
    }

    private static @Nullable LocalDate date(Value value) {
        return value.parsed("a date such as 2026-12-25", LocalDate::parse);
    }

    private static @Nullable Duration offset(Value value) {
        return value.parsed("a duration such as 30m for later or -30m for earlier", text -> {
            Duration length = Durations.parse(text.replaceFirst("^[-+]", ""));
            return text.startsWith("-") ? length.negated() : length;
        });
    }

    private static @Nullable ZoneId timeZone(Value value) {
        String text = value.text();
        return text == null ? null : value.accepted(() -> WeeklySchedule.zoneNamed(text));
    }

    private static @Nullable Place place(Value value) {
        Section section = value.section();
        Value latitude = section == null ? null : section.required("latitude", "the degrees north of the equator");
        Value longitude = section == null ? null : section.required("longitude", "the degrees east of Greenwich");
        Double north = latitude == null ? null : latitude.decimal();
        Double east = longitude == null ? null : longitude.decimal();
        return north == null || east == null ? null : value.accepted(() -> new Place(north, east));
    }
}
