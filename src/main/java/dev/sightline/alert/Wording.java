package dev.sightline.alert;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a rule speaks of what it found. It is kept with what the rule knows, so that what still lasts can be ended in its words
 * when the rule itself is gone.
 *
 * @param words {@link Rule#words}
 * @param severities of the alert that is raised, then of each escalation; empty where an earlier version has kept nothing
 */
public record Wording(String words, List<Severity> severities) {
    /** Copies the list. */
    public Wording {
        severities = List.copyOf(severities);
    }

    static Wording of(Rule rule) {
        Stream<Severity> escalated = rule.escalations().stream().map(Escalation::severity);
        return new Wording(
                rule.words(),
                Stream.concat(Stream.of(rule.severity()), escalated).toList());
    }

    /** How much it matters after so many escalations. */
    Severity severity(int escalated) {
        return escalated < severities.size() ? severities.get(escalated) : Severity.WARNING;
    }
}
