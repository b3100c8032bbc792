package dev.sightline.alert;

import dev.sightline.condition.NearMiss;
import java.util.List;

/**
 * What a moment did to a rule.
 *
 * @param state what to hand in at the next moment
 * @param alerts what it raised, escalated and ended
 * @param misses what did not make it fire, and why
 */
record RuleUpdate(RuleState state, List<Alert> alerts, List<NearMiss> misses) {
    RuleUpdate {
        alerts = List.copyOf(alerts);
        misses = List.copyOf(misses);
    }
}
