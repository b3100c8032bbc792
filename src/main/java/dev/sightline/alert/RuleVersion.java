package dev.sightline.alert;

import dev.sightline.schedule.LiveSchedule;
import java.util.List;

/**
 * A rule with the hash of its content.
 *
 * @param rule the rule
 * @param version the first 12 hexadecimal digits of SHA-256 over all that the rule says
 * @param schedule the rule's schedule, quick to ask
 */
record RuleVersion(Rule rule, String version, LiveSchedule schedule) {
    private static final int DIGITS = 12;

    static RuleVersion of(Rule rule) {
        String version = Sha256.hex(List.of(rule.toString())).substring(0, DIGITS);
        return new RuleVersion(rule, version, new LiveSchedule(rule.when().schedule()));
    }

    /** Whether {@code state} was left behind by this version. */
    boolean left(RuleState state) {
        return state.version().equals(version);
    }
}
