package dev.sightline.alert;

import dev.sightline.track.TrackEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The rules of all cameras. A pure function of state and event, in event time only: one instance serves all cameras and
 * threads, and a replay gives the same alerts.
 *
 * <p>A rule fires once for each presence of an object. While it cools down nothing is forgotten: it fires for an object
 * that is still there as soon as the cooldown is over. An object that a tracker has not seen for a while is still there
 * until its track ends; one that was found outside, or with too low a score, has left when that lasts longer than
 * {@link #GRACE}. A changed rule is a new rule: presences and cooldowns start afresh.
 */
public final class AlertRules {
    /** How long an object may be found outside or too faint without having left: bridges jitter at a zone's edge. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private final List<RuleVersion> rules;

    /**
     * Rules of any cameras.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public AlertRules(List<? extends AlertRule> rules) {
        var ids = new HashSet<String>();
        var versions = new ArrayList<RuleVersion>();
        for (AlertRule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules have the id '" + rule.id() + "'");
            }
            versions.add(RuleVersion.of(rule));
        }
        this.rules = List.copyOf(versions);
    }

    /**
     * Takes the next event of a camera's tracks.
     *
     * @param state what the previous event left behind, or {@link RuleState#initial} for a camera's first event
     * @throws IllegalArgumentException if the event is another camera's
     */
    public RuleUpdate evaluate(RuleState state, TrackEvent event) {
        if (!event.id().camera().equals(state.camera())) {
            throw new IllegalArgumentException(
                    "an event of " + event.id().camera() + " is not for the rules of " + state.camera());
        }
        List<RuleVersion> ours = rules.stream()
                .filter(rule -> rule.rule().camera().equals(state.camera()))
                .toList();
        return new RuleStep(ours, state, event).update();
    }
}
