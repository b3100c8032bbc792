package dev.sightline.alert;

import dev.sightline.condition.Subject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something lasting that a rule asks for.
 *
 * @param subject of what it is true
 * @param since when it began
 * @param found when the rule found it first; what comes back may have begun at the same time as what was over, but is found
 *     later. Null where an earlier version did not keep it
 * @param last when it was true last
 * @param raisedAt when the alert was raised; null before
 * @param escalated how many escalations were told
 * @param heldBack whether the cooldown or the rate limit has held the alert back
 * @param objects the objects as they were last
 */
public record Occurrence(
        Subject subject,
        Instant since,
        @Nullable Instant found,
        Instant last,
        @Nullable Instant raisedAt,
        int escalated,
        boolean heldBack,
        List<AlertObject> objects) {
    /** Copies the list. */
    public Occurrence {
        objects = List.copyOf(objects);
    }

    Occurrence seen(Instant now, List<AlertObject> newObjects) {
        return new Occurrence(subject, since, found, now, raisedAt, escalated, heldBack, newObjects);
    }

    Occurrence raised(Instant now) {
        return new Occurrence(subject, since, found, last, now, 0, false, objects);
    }

    Occurrence escalatedOnce() {
        return new Occurrence(subject, since, found, last, raisedAt, escalated + 1, heldBack, objects);
    }

    Occurrence waiting() {
        return new Occurrence(subject, since, found, last, raisedAt, escalated, true, objects);
    }
}
