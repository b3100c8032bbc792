package dev.sightline.alert;

import dev.sightline.schedule.LiveSchedule;
import dev.sightline.schedule.Schedule;
import java.util.List;
import java.util.Map;

/**
 * A rule with the hash of its content.
 *
 * @param rule the rule
 * @param version the first 12 hexadecimal digits of SHA-256 over all that the rule says
 * @param schedule the rule's schedule, quick to ask
 */
record RuleVersion(Rule rule, String version, LiveSchedule schedule) {
    private static final int DIGITS = 12;

    /**
     * The version of a rule.
     *
     * @param schedules the live schedules of other rules; equal ones are shared
     */
    static RuleVersion of(Rule rule, Map<Schedule, LiveSchedule> schedules) {
        String version = Sha256.hex(List.of(rule.toString())).substring(0, DIGITS);
        return new RuleVersion(
                rule, version, schedules.computeIfAbsent(rule.when().schedule(), LiveSchedule::new));
    }

    /** Whether {@code state} was left behind by this version. */
    boolean left(RuleState state) {
        return state.version().equals(version);
    }
}
