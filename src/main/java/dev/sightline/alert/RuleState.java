package dev.sightline.alert;

import dev.sightline.condition.Note;
import dev.sightline.condition.NoteKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule knows about its camera.
 *
 * @param camera the camera's id
 * @param version of the rule; a changed rule begins anew
 * @param wording how it speaks
 * @param notes what its conditions remember, oldest first
 * @param occurrences what lasts, oldest first, at most {@link #MAX_OCCURRENCES}
 * @param cooldowns that are not over
 * @param raised when it raised its last alerts, as far as the rate limit needs it
 * @param suppressed how many occurrences were held back since the last alert
 */
public record RuleState(
        String camera,
        String version,
        Wording wording,
        Map<NoteKey, Note> notes,
        List<Occurrence> occurrences,
        List<Cooldown> cooldowns,
        List<Instant> raised,
        long suppressed) {
    /** The most occurrences of a rule on a camera at a time; a further one makes the first be forgotten. */
    public static final int MAX_OCCURRENCES = 10_000;

    /** Copies the collections. */
    public RuleState {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
        occurrences = List.copyOf(occurrences);
        cooldowns = List.copyOf(cooldowns);
        raised = List.copyOf(raised);
        if (occurrences.size() > MAX_OCCURRENCES) {
            throw new IllegalArgumentException("a rule has at most " + MAX_OCCURRENCES + " occurrences at a time");
        }
    }

    static RuleState initial(RuleVersion version) {
        return new RuleState(
                version.rule().camera(),
                version.version(),
                version.wording(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
    }
}
