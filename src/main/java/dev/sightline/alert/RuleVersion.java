package dev.sightline.alert;

import dev.sightline.schedule.LiveSchedule;
import dev.sightline.schedule.Schedule;
import java.util.Map;

/**
 * A rule with the hash of its content.
 *
 * @param rule the rule
 * @param version {@link Rule#version}
 * @param schedule the rule's schedule, quick to ask
 */
record RuleVersion(Rule rule, String version, LiveSchedule schedule) {
    /**
     * The version of a rule.
     *
     * @param schedules the live schedules of other rules; equal ones are shared
     */
    static RuleVersion of(Rule rule, Map<Schedule, LiveSchedule> schedules) {
        return new RuleVersion(
                rule, rule.version(), schedules.computeIfAbsent(rule.when().schedule(), LiveSchedule::new));
    }

    /** Whether {@code state} was left behind by this version. */
    boolean left(RuleState state) {
        return state.version().equals(version);
    }
}
