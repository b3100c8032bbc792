package dev.sightline.alert;

import dev.sightline.condition.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one camera at work: inputs in, alerts out. Live and in a replay it is the same, so that both give the same
 * alerts. What it knows is a {@link Watch} and a {@link RuleState} for each rule, to be kept by whoever runs it. Used by
 * one thread.
 */
public final class CameraRun {
    private final Map<String, RuleState> states = new HashMap<>();
    private final Map<String, RuleState> changed = new LinkedHashMap<>();
    private Watch watch;

    /**
     * Goes on from where it stopped.
     *
     * @param watch what the rules know together
     * @param states what each rule knows, by its id; rules that are not there begin anew
     */
    public CameraRun(Watch watch, Map<String, RuleState> states) {
        this.watch = watch;
        this.states.putAll(states);
    }

    /** What the rules know together. */
    public Watch watch() {
        return watch;
    }

    /** The rules' states that have changed since this was asked last, by id. */
    public Map<String, RuleState> changes() {
        var changes = new LinkedHashMap<>(changed);
        changed.clear();
        return changes;
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
        if (input instanceof RuleInput.Told told && !watch.isReached(told)) {
            return await(rules, told, misses);
        }
        var alerts = new ArrayList<>(ask(rules, input, misses));
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
            RuleState before = state(rule, known);
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

    private static RuleState state(RuleVersion rule, @Nullable RuleState state) {
        return state != null && rule.left(state)
                ? state
                : RuleState.initial(rule.rule().camera(), rule.version());
    }
}
