package dev.sightline.alert;

import dev.sightline.condition.Condition;
import dev.sightline.frame.CameraId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is asked of one camera. A rule of several cameras is one of these for each.
 *
 * @param id unique among the camera's rules, not blank
 * @param camera the camera's id
 * @param severity of the alert that is raised
 * @param condition what must be true
 * @param when when it counts
 * @param limits how often it may be raised
 * @param escalations in order, later ones later
 * @param words the alert's message, with {@code {objects}}, {@code {zone}}, {@code {count}} and other values in braces
 */
public record Rule(
        String id,
        String camera,
        Severity severity,
        Condition condition,
        When when,
        Limits limits,
        List<Escalation> escalations,
        String words) {
    /** For how long what lasts may be untrue in between without being over: bridges jitter, at a zone's edge for one. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private static final int DIGITS = 12;
    private static final int MOST_ESCALATIONS = 10;

    /** Checks the parts. */
    public Rule {
        CameraId.check(camera);
        escalations = List.copyOf(escalations);
        if (id.isBlank()) {
            throw new IllegalArgumentException("a rule needs an id");
        }
        if (escalations.size() > MOST_ESCALATIONS) {
            throw new IllegalArgumentException("a rule escalates at most " + MOST_ESCALATIONS + " times");
        }
        if (condition.momentary() && !escalations.isEmpty()) {
            throw new IllegalArgumentException("what happens in a moment does not escalate");
        }
        for (int i = 1; i < escalations.size(); i++) {
            if (escalations.get(i).after().compareTo(escalations.get(i - 1).after()) <= 0) {
                throw new IllegalArgumentException("escalations come one after the other");
            }
        }
    }

    /** The first {@value #DIGITS} hexadecimal digits of SHA-256 over all that the rule says. */
    public String version() {
        return Sha256.hex(List.of(toString())).substring(0, DIGITS);
    }

    /**
     * The rule in words, but for its camera: {@code warning when person in doorway for 2 s; always; one alert in 30 s;
     * critical after 1 min}.
     */
    public String describe() {
        var parts = new ArrayList<String>();
        parts.add(severity.name().toLowerCase(Locale.ROOT) + " when " + condition.describe());
        parts.add(when.describe());
        parts.add(limits.describe());
        escalations.forEach(escalation -> parts.add(escalation.describe()));
        parts.removeIf(String::isEmpty);
        return String.join("; ", parts);
    }
}
