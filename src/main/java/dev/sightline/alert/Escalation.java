package dev.sightline.alert;

import dev.sightline.condition.Spoken;
import java.time.Duration;
import java.util.Locale;

/**
 * A severity that an alert grows to when its occurrence lasts.
 *
 * @param after how long after the alert was raised, above 0
 * @param severity the new one
 */
public record Escalation(Duration after, Severity severity) {
    /** Checks the time. */
    public Escalation {
        if (after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("an escalation comes some time after the alert, not at once");
        }
    }

    /** The escalation in words: {@code critical after 1 min}. */
    String describe() {
        return severity.name().toLowerCase(Locale.ROOT) + " after " + Spoken.time(after);
    }
}
