package dev.sightline.sink;

import dev.sightline.alert.Alert;
import dev.sightline.alert.Severity;
import java.util.List;
import java.util.Set;

/**
 * Which alerts a sink is for.
 *
 * @param rules ids of rules, empty for all
 * @param cameras ids of cameras, empty for all
 * @param minSeverity the least severity
 * @param kinds of alerts, at least one
 */
public record AlertFilter(List<String> rules, List<String> cameras, Severity minSeverity, Set<Alert.Kind> kinds) {
    /** All alerts. */
    public static final AlertFilter ALL = new AlertFilter(
            List.of(), List.of(), Severity.INFO, Set.of(Alert.Kind.RAISED, Alert.Kind.ESCALATED, Alert.Kind.ENDED));

    /** Checks that there is a kind, and copies the collections. */
    public AlertFilter {
        rules = List.copyOf(rules);
        cameras = List.copyOf(cameras);
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("kinds is at least one of raised, escalated, ended");
        }
    }

    /** Whether the sink is for {@code alert}. */
    public boolean takes(Alert alert) {
        return (rules.isEmpty() || rules.contains(alert.rule()))
                && (cameras.isEmpty() || cameras.contains(alert.camera()))
                && alert.severity().compareTo(minSeverity) >= 0
                && kinds.contains(alert.kind());
    }

    /** The same for these kinds. */
    public AlertFilter withKinds(Set<Alert.Kind> kinds) {
        return new AlertFilter(rules, cameras, minSeverity, kinds);
    }
}
