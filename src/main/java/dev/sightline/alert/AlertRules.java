package dev.sightline.alert;

import dev.sightline.schedule.LiveSchedule;
import dev.sightline.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rules of all cameras. Pure and in event time only: one instance serves all cameras and threads, and a replay gives
 * the same alerts.
 */
public final class AlertRules {
    private final Map<String, List<RuleVersion>> byCamera = new HashMap<>();
    private final String profile;

    /**
     * Rules of any cameras, without profiles.
     *
     * @throws IllegalArgumentException if two of a camera have the same id
     */
    public AlertRules(List<Rule> rules) {
        this(rules, "");
    }

    /**
     * Rules of any cameras.
     *
     * @param profile the one that is on until another is switched on
     * @throws IllegalArgumentException if two of a camera have the same id
     */
    public AlertRules(List<Rule> rules, String profile) {
        this.profile = profile;
        var ids = new HashSet<String>();
        var schedules = new HashMap<Schedule, LiveSchedule>();
        for (Rule rule : rules) {
            if (!ids.add(rule.camera() + "/" + rule.id())) {
                throw new IllegalArgumentException("two rules have the id '" + rule.id() + "'");
            }
            byCamera.computeIfAbsent(rule.camera(), camera -> new ArrayList<>()).add(RuleVersion.of(rule, schedules));
        }
    }

    /** The profile that is on until another is switched on; empty when there are none. */
    public String profile() {
        return profile;
    }

    /** The rules of a camera. */
    List<RuleVersion> of(String camera) {
        return byCamera.getOrDefault(camera, List.of());
    }

    /** The versions of a camera's rules, by their ids. */
    Map<String, String> versions(String camera) {
        return of(camera).stream().collect(Collectors.toMap(rule -> rule.rule().id(), RuleVersion::version));
    }

    /** The ids of a camera's rules, in the order in which they were given. */
    public List<String> ids(String camera) {
        return of(camera).stream().map(rule -> rule.rule().id()).toList();
    }
}
