package dev.sightline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Day or night at a place. Day is from each sunrise to the next sunset, both moved by their offsets; night is all the rest.
 * Where the sun does not set for weeks it is day all the time, where it does not rise it is night. Offsets that leave
 * nothing of a day leave night, those that leave nothing of a night leave day. Sunrise and sunset are exact to about a
 * minute where the sun goes up and down steeply, and less so near the poles, where it does so slowly.
 *
 * @param phase when it is active
 * @param place where
 * @param daylight what counts as sunrise and sunset
 * @param sunriseOffset from sunrise to the beginning of day, at most 12 hours; below zero: before sunrise
 * @param sunsetOffset from sunset to the end of day, at most 12 hours; below zero: before sunset
 */
public record SunSchedule(SunPhase phase, Place place, Daylight daylight, Duration sunriseOffset, Duration sunsetOffset)
        implements Schedule {
    private static final Duration MAX_OFFSET = Duration.ofHours(12);

    /** Checks the offsets. */
    public SunSchedule {
        requireOffset(sunriseOffset);
        requireOffset(sunsetOffset);
    }

    /** Day or night without offsets. */
    public static SunSchedule of(SunPhase phase, Place place, Daylight daylight) {
        return new SunSchedule(phase, place, daylight, Duration.ZERO, Duration.ZERO);
    }

    private static void requireOffset(Duration offset) {
        if (offset.abs().compareTo(MAX_OFFSET) > 0) {
            throw new IllegalArgumentException(
                    "an offset from sunrise or sunset is at most 12 hours either way, not " + offset);
        }
    }

    SunSchedule withPhase(SunPhase other) {
        return new SunSchedule(other, place, daylight, sunriseOffset, sunsetOffset);
    }

    /** From the last to the next beginning or end of day, but no more than 12 hours off. */
    @Override
    public Span spanAt(Instant at) {
        List<Span> days = Sun.daysAround(at, place, daylight).stream()
                .filter(day -> day.from().plus(sunriseOffset).isBefore(day.to().plus(sunsetOffset)))
                .map(day ->
                        new Span(true, day.from().plus(sunriseOffset), day.to().plus(sunsetOffset)))
                .toList();
        Instant first = at.minus(MAX_OFFSET);
        Instant end = at.plus(MAX_OFFSET);
        var changes = new TreeSet<>(List.of(first, end));
        for (Span day : days) {
            changes.add(day.from());
            changes.add(day.to());
        }
        boolean isDay = days.stream().anyMatch(day -> day.contains(at));
        Instant from = changes.headSet(at, true).last();
        Instant to = changes.tailSet(at, false).first();
        return new Span(isDay == (phase == SunPhase.DAY), from, to).within(first, end);
    }

    @Override
    public String describe() {
        String begin = moved(sunriseOffset) + (daylight == Daylight.SUN ? "sunrise" : "civil dawn");
        String end = moved(sunsetOffset) + (daylight == Daylight.SUN ? "sunset" : "civil dusk");
        return phase == SunPhase.DAY
                ? "day (" + begin + " to " + end + ") at " + place
                : "night (" + end + " to " + begin + ") at " + place;
    }

    private static String moved(Duration offset) {
        if (offset.isZero()) {
            return "";
        }
        String length = offset.abs().toString().substring(2).toLowerCase(Locale.ROOT);
        return length + (offset.isNegative() ? " before " : " after ");
    }
}
