package dev.sightline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shredzone.commons.suncalc.SunTimes;
import org.shredzone.commons.suncalc.SunTimes.Twilight;

/**
 * When the sun is up. Time is cut into half days that begin at 0 and 12 o'clock UTC, in each of which the sun rises at
 * most once and sets at most once, and each is computed by itself: a sunrise is the same instant whoever asks, and when.
 * Outside the years 1 to 9999 there is no sun.
 */
final class Sun {
    private static final Duration HALF_DAY = Duration.ofHours(12);
    private static final int HALF_DAYS_AROUND = 2;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T12:00:00Z");

    private Sun() {}

    /**
     * The stretches of daylight in the 24 hours before and after {@code at} and a little more, in order. One that reaches
     * beyond what was looked at ends 12 hours beyond it.
     */
    static List<Span> daysAround(Instant at, Place place, Daylight daylight) {
        long now = Math.floorDiv(at.getEpochSecond(), HALF_DAY.toSeconds());
        Instant first = begin(now - HALF_DAYS_AROUND);
        Instant end = begin(now + HALF_DAYS_AROUND + 1);
        var days = new ArrayList<Span>();
        LongStream.rangeClosed(now - HALF_DAYS_AROUND, now + HALF_DAYS_AROUND)
                .boxed()
                .flatMap(half -> daysOf(half, place, daylight))
                .forEach(day -> add(day, days));
        days.replaceAll(day -> new Span(
                true,
                day.from().equals(first) ? first.minus(HALF_DAY) : day.from(),
                day.to().equals(end) ? end.plus(HALF_DAY) : day.to()));
        return days;
    }

    /** Adds {@code day} to {@code days}, as the rest of the last one where they meet. */
    private static void add(Span day, List<Span> days) {
        int last = days.size() - 1;
        if (last >= 0 && days.get(last).to().equals(day.from())) {
            days.set(last, new Span(true, days.get(last).from(), day.to()));
        } else {
            days.add(day);
        }
    }

    private static Instant begin(long half) {
        return Instant.ofEpochSecond(half * HALF_DAY.toSeconds());
    }

    /** The daylight of a half day, in order. */
    private static Stream<Span> daysOf(long half, Place place, Daylight daylight) {
        Instant begin = begin(half);
        Instant end = begin(half + 1);
        if (begin.isBefore(FIRST) || begin.isAfter(LAST)) {
            return Stream.empty();
        }
        SunTimes times = SunTimes.compute()
                .on(begin.atZone(ZoneOffset.UTC))
                .limit(HALF_DAY)
                .at(place.latitude(), place.longitude())
                .twilight(daylight == Daylight.SUN ? Twilight.VISUAL : Twilight.CIVIL)
                .execute();
        @Nullable ZonedDateTime rise = times.getRise();
        @Nullable ZonedDateTime set = times.getSet();
        if (rise == null && set == null) {
            return times.isAlwaysUp() ? span(begin, end) : Stream.empty();
        }
        Instant up = rise == null ? begin : rise.toInstant();
        Instant down = set == null ? end : set.toInstant();
        return up.isBefore(down) ? span(up, down) : Stream.concat(span(begin, down), span(up, end));
    }

    private static Stream<Span> span(Instant from, Instant to) {
        return from.isBefore(to) ? Stream.of(new Span(true, from, to)) : Stream.empty();
    }
}
