package dev.sightline.alert;

import java.util.List;

/**
 * What an event did to the rules of its camera.
 *
 * @param state what to hand in with the next event
 * @param alerts the rules that fired, in the order in which they were given
 */
public record RuleUpdate(RuleState state, List<Alert> alerts) {
    /** Copies the list. */
    public RuleUpdate {
        alerts = List.copyOf(alerts);
    }
}
