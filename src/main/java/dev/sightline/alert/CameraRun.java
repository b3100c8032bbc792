package dev.sightline.alert;

import dev.sightline.condition.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one camera at work: inputs in, alerts out. Live and in a replay it is the same, so that both give the same
 * alerts. What it knows is a {@link Watch} and a {@link RuleState} for each rule, to be kept by whoever runs it. Used by
 * one thread.
 */
public final class CameraRun {
    private final Map<String, RuleState> states = new HashMap<>();
    private final Map<String, @Nullable RuleState> changed = new LinkedHashMap<>();
    private @Nullable AlertRules present;
    private Watch watch;

    /**
     * Goes on from where it stopped.
     *
     * @param watch what the rules know together
     * @param states what each rule knows or knew, by its id; rules that are not there begin anew
     */
    public CameraRun(Watch watch, Map<String, RuleState> states) {
        this.watch = watch;
        this.states.putAll(states);
    }

    /** What the rules know together. */
    public Watch watch() {
        return watch;
    }

    /** The rules' states that have changed since this was asked last, by id; null for a rule that knows nothing any more. */
    public Map<String, @Nullable RuleState> changes() {
        Map<String, @Nullable RuleState> changes = new LinkedHashMap<>(changed);
        changed.clear();
        return changes;
    }

    /**
     * Lets {@code rules} count from now on. What lasts of a rule that has changed or is gone is ended, as of the last moment:
     * nobody else would ever say that it is over. Does nothing when the same rules counted already.
     */
    public List<Alert> revise(AlertRules rules) {
        if (rules == present) {
            return List.of();
        }
        present = rules;
        Map<String, String> versions = rules.versions(watch.scene().camera());
        var alerts = new ArrayList<Alert>();
        for (var state : new TreeMap<>(states).entrySet()) {
            String id = state.getKey();
            if (!state.getValue().version().equals(versions.get(id))) {
                alerts.addAll(ended(id, state.getValue(), versions.containsKey(id) ? "changed" : "removed"));
                states.remove(id);
                changed.put(id, null);
            }
        }
        return alerts;
    }

    private List<Alert> ended(String id, RuleState state, String fate) {
        Evidence evidence = watch.evidence();
        if (evidence == null) {
            return List.of();
        }
        String end = "over: the rule was " + fate;
        var writer = new AlertWriter(id, state.version(), state.wording(), watch.scene(), evidence, end);
        return state.occurrences().stream()
                .filter(occurrence -> occurrence.raisedAt() != null)
                .map(writer::ended)
                .toList();
    }

    /** Takes what happened next. */
    public List<Alert> take(AlertRules rules, RuleInput input) {
        return take(rules, input, (rule, miss) -> {});
    }

    /**
     * Takes what happened next.
     *
     * @param misses told of what did not make a rule fire, with the rule's id
     */
    public List<Alert> take(AlertRules rules, RuleInput input, BiConsumer<String, NearMiss> misses) {
        var alerts = new ArrayList<>(revise(rules));
        if (input instanceof RuleInput.Told told && !watch.isReached(told)) {
            alerts.addAll(await(rules, told, misses));
            return alerts;
        }
        alerts.addAll(ask(rules, input, misses));
        for (RuleInput.Told told : watch.waiting()) {
            if (watch.isReached(told)) {
                alerts.addAll(taken(rules, told, misses));
            }
        }
        return alerts;
    }

    /** Keeps what was told until its frame comes; when too much waits, the first is taken now. */
    private List<Alert> await(AlertRules rules, RuleInput.Told told, BiConsumer<String, NearMiss> misses) {
        var waiting = new ArrayList<>(watch.waiting());
        waiting.add(told);
        watch = watch.waiting(waiting);
        return waiting.size() > Watch.MAX_WAITING ? taken(rules, waiting.get(0), misses) : List.of();
    }

    private List<Alert> taken(AlertRules rules, RuleInput.Told told, BiConsumer<String, NearMiss> misses) {
        var waiting = new ArrayList<>(watch.waiting());
        waiting.remove(told);
        watch = watch.waiting(waiting);
        return ask(rules, told, misses);
    }

    private List<Alert> ask(AlertRules rules, RuleInput input, BiConsumer<String, NearMiss> misses) {
        watch = watch.after(input);
        Evidence evidence = watch.evidence();
        boolean isMoment = !(input instanceof RuleInput.Followed || input instanceof RuleInput.Passed);
        if (!isMoment || evidence == null) {
            return List.of();
        }
        var alerts = new ArrayList<Alert>();
        for (RuleVersion rule : rules.of(watch.scene().camera())) {
            String id = rule.rule().id();
            RuleState known = states.get(id);
            RuleState before = known == null ? RuleState.initial(rule) : known;
            RuleUpdate update = new RuleStep(rule, watch.scene(), before, evidence).update();
            alerts.addAll(update.alerts());
            update.misses().forEach(miss -> misses.accept(id, miss));
            if (!Objects.equals(known, update.state())) {
                states.put(id, update.state());
                changed.put(id, update.state());
            }
        }
        watch = watch.asked();
        return alerts;
    }
}
