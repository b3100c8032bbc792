package dev.sightline.alert;

import static java.util.stream.Collectors.joining;

import dev.sightline.condition.Spoken;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How often a rule may raise alerts on one camera. Only an alert that was raised counts, never one that was held back. What
 * lasts is not lost: it is raised as soon as it may, if it still lasts.
 *
 * @param cooldown the least time between two alerts, ≥ 0
 * @param per between which two
 * @param most alerts in any {@code window}, 0 for any number
 * @param window a time above 0
 */
public record Limits(Duration cooldown, Scope per, int most, Duration window) {
    /** Between which two alerts the cooldown is. */
    public enum Scope {
        /** Any two of the rule on the camera. */
        RULE,
        /** Two in the same zone. */
        ZONE,
        /** Two of the same object. */
        OBJECT
    }

    /** The most that {@code most} may be. */
    public static final int MOST = 1000;

    /** Checks the ranges. */
    public Limits {
        if (cooldown.isNegative() || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a cooldown is not negative and a window above 0");
        }
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("at most 1 to " + MOST + " alerts in a time, not " + most);
        }
    }

    /** The limits in words: {@code one alert in 30 s for each zone, 5 in 1 h}. */
    String describe() {
        String scope = per == Scope.RULE ? "" : " for each " + per.name().toLowerCase(Locale.ROOT);
        String apart = cooldown.isZero() ? "" : "one alert in " + Spoken.time(cooldown) + scope;
        String rate = most == 0 ? "" : most + " in " + Spoken.time(window);
        return Stream.of(apart, rate).filter(part -> !part.isEmpty()).collect(joining(", "));
    }
}
