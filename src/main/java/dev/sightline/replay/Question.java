package dev.sightline.replay;

import dev.sightline.alert.Rule;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.RuleHistory;
import dev.sightline.stream.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to ask of the past.
 *
 * @param kafka where it is recorded
 * @param rules the rules to be asked
 * @param profile the one that is on until another is switched on; empty when there are none
 * @param range the alerts of this time are told
 * @param leadIn for how long before that rules are asked already, so that they know what they would have known; ≥ 0
 * @param cameras the cameras that are asked for; none for all
 */
public record Question(
        KafkaSettings kafka, List<Rule> rules, String profile, TimeRange range, Duration leadIn, Set<String> cameras) {
    /** Checks the lead-in and copies the collections. */
    public Question {
        rules = List.copyOf(rules);
        cameras = Set.copyOf(cameras);
        if (leadIn.isNegative()) {
            throw new IllegalArgumentException("a lead-in is not negative: " + leadIn);
        }
    }

    RuleHistory history() {
        return new RuleHistory(kafka, range.earlier(leadIn), cameras);
    }
}
