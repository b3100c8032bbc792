package dev.sightline.alert;

import dev.sightline.track.TrackId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object in a rule's zone.
 *
 * @param rule the rule's id
 * @param ruleVersion the version of the rule that saw it enter
 * @param track the object
 * @param since when it entered, in event time
 * @param outsideSince when it was first found outside after it was last found inside; null while inside
 * @param alerted whether the rule has fired for it
 */
public record Presence(
        String rule,
        String ruleVersion,
        TrackId track,
        Instant since,
        @Nullable Instant outsideSince,
        boolean alerted) {

    Presence inside() {
        return new Presence(rule, ruleVersion, track, since, null, alerted);
    }

    Presence outside(Instant at) {
        return outsideSince != null ? this : new Presence(rule, ruleVersion, track, since, at, alerted);
    }

    Presence told() {
        return new Presence(rule, ruleVersion, track, since, outsideSince, true);
    }
}
