package dev.sightline.replay;

import dev.sightline.alert.Alert;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the rules of a camera did around an alert, and why they did no more: what they were told then is told to them again.
 *
 * @param condition what became of each part of the alert's condition at its moment, a line each; empty when its rule is not
 *     among them, or what it was told is not kept any more
 * @param others why the alert's rule did not fire for other objects, as each was seen last; at most {@value #MOST}
 * @param rules what each rule did, the alert's first
 */
public record Hindsight(List<String> condition, List<String> others, List<OfRule> rules) {
    /** More of a kind are not kept. */
    static final int MOST = 1_000;

    /**
     * What one rule did.
     *
     * @param rule its id
     * @param raised when it raised alerts
     * @param misses what nearly made it fire, and why it did not
     * @param obstacles why it did not fire at the alert's moment, object by object; none for the alert's own rule
     */
    public record OfRule(String rule, List<Instant> raised, List<String> misses, List<String> obstacles) {
        /** Copies the lists. */
        public OfRule {
            raised = List.copyOf(raised);
            misses = List.copyOf(misses);
            obstacles = List.copyOf(obstacles);
        }
    }

    /** Copies the lists. */
    public Hindsight {
        condition = List.copyOf(condition);
        others = List.copyOf(others);
        rules = List.copyOf(rules);
    }

    /**
     * Tells the rules what is recorded of the alert's camera.
     *
     * @param question about today's rules of that camera and the time around the alert
     * @param stopped whether nobody waits any more: it ends with a {@link java.util.concurrent.CancellationException}
     */
    public static Hindsight of(Question question, Alert alert, BooleanSupplier stopped) {
        var retelling = new Retelling(question, alert, stopped);
        question.history().read(alert.cause().partition(), retelling);
        return retelling.hindsight();
    }
}
