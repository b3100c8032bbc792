package dev.sightline.alert;

import dev.sightline.schedule.LiveSchedule;
import dev.sightline.schedule.Schedule;
import java.util.Map;

/**
 * A rule with the hash of its content.
 *
 * @param rule the rule
 * @param version {@link Rule#version}
 * @param wording how it speaks
 * @param schedule the rule's schedule, quick to ask
 */
record RuleVersion(Rule rule, String version, Wording wording, LiveSchedule schedule) {
    /**
     * The version of a rule.
     *
     * @param schedules the live schedules of other rules; equal ones are shared
     */
    static RuleVersion of(Rule rule, Map<Schedule, LiveSchedule> schedules) {
        return new RuleVersion(
                rule,
                rule.version(),
                Wording.of(rule),
                schedules.computeIfAbsent(rule.when().schedule(), LiveSchedule::new));
    }
}
