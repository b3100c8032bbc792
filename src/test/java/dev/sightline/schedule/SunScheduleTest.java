package dev.sightline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SunScheduleTest {
    private static final Place BERLIN = new Place(52.52, 13.405);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private static SunSchedule day(Place place) {
        return SunSchedule.of(SunPhase.DAY, place, Daylight.SUN);
    }

    /** The next change of the schedule after {@code at}. */
    private static Instant nextChange(Schedule schedule, Instant at) {
        Span span = schedule.spanAt(at);
        boolean active = span.active();
        while (span.active() == active) {
            span = schedule.spanAt(span.to());
        }
        return span.from();
    }

    /**
     * Golden and 35 S: the web calculator of NREL's Solar Position Algorithm, as pvlib-python's test_solarposition.py has
     * its answers. Bluffton and Defiance, Ohio: to the minute, Skyfield with the ephemeris DE421, checked there against
     * the U.S. Naval Observatory's tables (test_almanac.py).
     */
    @ParameterizedTest(name = "{0} {3} {4}")
    @CsvSource({
        "Golden,    39.742476, -105.1786, SUN,            2015-01-02T14:21:55Z, 2015-01-02T23:47:43Z",
        "Golden,    39.742476, -105.1786, SUN,            2015-08-02T12:00:27Z, 2015-08-03T02:13:58Z",
        "35 S,      -35,       0,         SUN,            1996-07-05T07:08:15Z, 1996-07-05T17:01:04Z",
        "35 S,      -35,       0,         SUN,            2004-12-04T04:38:57Z, 2004-12-04T19:02:03Z",
        "Bluffton,  40.8939,   -83.8917,  SUN,            2018-09-12T11:13:00Z, 2018-09-12T23:50:00Z",
        "Defiance,  41.281944, -84.362778, SUN,           2019-11-08T12:17:00Z, 2019-11-08T22:25:00Z",
        "Defiance,  41.281944, -84.362778, CIVIL_TWILIGHT, 2019-11-08T11:48:00Z, 2019-11-08T22:54:00Z",
    })
    void knowsTheAlmanacToAMinute(
            String name, double latitude, double longitude, Daylight daylight, Instant rise, Instant set) {
        var day = SunSchedule.of(SunPhase.DAY, new Place(latitude, longitude), daylight);
        Instant found = nextChange(day, rise.minus(2, ChronoUnit.HOURS));
        assertThat(found).as("rise at %s", name).isCloseTo(rise, within(60, ChronoUnit.SECONDS));
        assertThat(nextChange(day, found)).as("set at %s", name).isCloseTo(set, within(60, ChronoUnit.SECONDS));
    }

    /** Height of the sun's middle in degrees without refraction: J. Meeus, Astronomical Algorithms, 2nd ed., chapter 25. */
    private static double height(Instant at, Place place) {
        double days = at.toEpochMilli() / 86_400_000.0 - 10_957.5;
        double centuries = days / 36_525;
        double anomaly = Math.toRadians(357.52911 + 35_999.05029 * centuries);
        double longitude = Math.toRadians(280.46646
                + 36_000.76983 * centuries
                + (1.914602 - 0.004817 * centuries) * Math.sin(anomaly)
                + 0.019993 * Math.sin(2 * anomaly)
                - 0.00569);
        double tilt = Math.toRadians(23.43929 - 0.0130042 * centuries);
        double declination = Math.asin(Math.sin(tilt) * Math.sin(longitude));
        double ascension = Math.atan2(Math.cos(tilt) * Math.sin(longitude), Math.cos(longitude));
        double hour = Math.toRadians(280.46061837 + 360.98564736629 * days + place.longitude()) - ascension;
        double latitude = Math.toRadians(place.latitude());
        return Math.toDegrees(Math.asin(Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(hour)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-90, -80, -69, -66.6, -40, 0, 23.4, 52.52, 60, 65.7, 67, 69.65, 78.2, 89.5, 89.99, 90})
    void isDayWhileTheSunIsUp(double latitude) {
        var random = new Random(Math.round(latitude * 100));
        for (Daylight daylight : Daylight.values()) {
            double horizon = daylight == Daylight.SUN ? -0.8333 : -6;
            var place = new Place(latitude, random.nextDouble() * 360 - 180);
            var day = SunSchedule.of(SunPhase.DAY, place, daylight);
            var live = new LiveSchedule(day);
            Instant begin = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(86_400));
            for (int i = 0; i < 365 * 144; i++) {
                Instant at = begin.plusSeconds(600L * i);
                double above = height(at, place) - horizon;
                boolean everyThirdDay = i / 144 % 3 == 0;
                if (everyThirdDay && Math.abs(above) > 0.05 && live.isActive(at) != (above > 0)) {
                    fail("%s at %s, sun %s degrees above", place, at, above);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {52.52, 67, 78.2, -66.6})
    void saysTheSameWhoeverAsksAndWhen(double latitude) {
        var schedule =
                new SunSchedule(SunPhase.NIGHT, new Place(latitude, 20), Daylight.SUN, HALF_HOUR, HALF_HOUR.negated());
        var random = new Random(7);
        Instant year = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 300; i++) {
            Instant at = year.plusSeconds(random.nextInt(365 * 86_400));
            Span span = schedule.spanAt(at);
            long length = Duration.between(span.from(), span.to()).toMillis();
            Instant other = span.from().plusMillis((long) (random.nextDouble() * length));
            assertThat(span.contains(at)).isTrue();
            for (Instant inside : new Instant[] {span.from(), other, span.to().minusNanos(1)}) {
                assertThat(schedule.isActive(inside))
                        .as("%s of %s", inside, span)
                        .isEqualTo(span.active());
            }
        }
    }

    /** Midnight sun from 20 May to 22 July, polar night from 27 November to 15 January, as the town says of itself. */
    @Test
    void hasDaysAndNightsOfWeeksInTromso() {
        var day = day(new Place(69.65, 18.96));
        Instant lastRise = nextChange(day, Instant.parse("2026-05-10T00:00:00Z"));
        while (Duration.between(lastRise, nextChange(day, lastRise)).toDays() < 3) {
            lastRise = nextChange(day, lastRise);
        }
        assertThat(utc(lastRise)).isBetween(LocalDate.of(2026, 5, 17), LocalDate.of(2026, 5, 20));
        assertThat(utc(nextChange(day, lastRise))).isBetween(LocalDate.of(2026, 7, 22), LocalDate.of(2026, 7, 26));
        assertThat(day.isActive(Instant.parse("2026-12-21T11:00:00Z"))).isFalse();
        assertThat(utc(nextChange(day, Instant.parse("2026-12-10T00:00:00Z"))))
                .isBetween(LocalDate.of(2027, 1, 13), LocalDate.of(2027, 1, 17));
    }

    private static LocalDate utc(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @Test
    void movesBothEndsOfTheNight() {
        var plain = SunSchedule.of(SunPhase.NIGHT, BERLIN, Daylight.SUN);
        var longer = new SunSchedule(SunPhase.NIGHT, BERLIN, Daylight.SUN, HALF_HOUR, HALF_HOUR.negated());
        Instant noon = Instant.parse("2026-11-02T12:00:00Z");
        Instant sunset = nextChange(plain, noon);
        Instant sunrise = nextChange(plain, sunset);
        assertThat(nextChange(longer, noon)).isEqualTo(sunset.minus(HALF_HOUR));
        assertThat(nextChange(longer, sunset)).isEqualTo(sunrise.plus(HALF_HOUR));
        assertThat(nextChange(longer.withPhase(SunPhase.DAY), noon)).isEqualTo(sunset.minus(HALF_HOUR));
    }

    @Test
    void letsOffsetsSwallowADayOrANight() {
        Duration five = Duration.ofHours(5);
        Instant december = Instant.parse("2026-12-10T00:00:00Z");
        var shortDay = new SunSchedule(SunPhase.DAY, BERLIN, Daylight.SUN, five, five.negated());
        var shortNight = new SunSchedule(SunPhase.NIGHT, new Place(-52.52, 13.405), Daylight.SUN, five.negated(), five);
        for (int hour = 0; hour < 24 * 20; hour++) {
            assertThat(shortDay.isActive(december.plus(hour, ChronoUnit.HOURS))).isFalse();
            assertThat(shortNight.isActive(december.plus(hour, ChronoUnit.HOURS)))
                    .isFalse();
        }
    }

    @Test
    void saysInAFewWordsWhenItIsActive() {
        assertThat(day(BERLIN).describe()).isEqualTo("day (sunrise to sunset) at 52.52, 13.405");
        assertThat(new SunSchedule(SunPhase.NIGHT, BERLIN, Daylight.CIVIL_TWILIGHT, HALF_HOUR, HALF_HOUR.negated())
                        .describe())
                .isEqualTo("night (30m before civil dusk to 30m after civil dawn) at 52.52, 13.405");
    }

    @ParameterizedTest
    @CsvSource({"90.1, 0, latitude", "NaN, 0, latitude", "0, -180.5, longitude", "0, NaN, longitude"})
    void refusesPlacesOffTheEarth(double latitude, double longitude, String word) {
        assertThatThrownBy(() -> new Place(latitude, longitude))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a " + word + " is -");
    }

    @Test
    void refusesOffsetsOfMoreThanHalfADay() {
        Duration offset = Duration.ofHours(-13);
        assertThatThrownBy(() -> new SunSchedule(SunPhase.DAY, BERLIN, Daylight.SUN, offset, Duration.ZERO))
                .hasMessageContaining("at most 12 hours either way, not PT-13H");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE})
    void answersForEveryTimeThatKafkaKnows(long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        assertThat(day(BERLIN).spanAt(at).contains(at)).isTrue();
    }
}
