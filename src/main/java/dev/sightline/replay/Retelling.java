package dev.sightline.replay;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.CameraRun;
import dev.sightline.alert.Evidence;
import dev.sightline.alert.Occurrence;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.Rule;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Watch;
import dev.sightline.condition.Inquiry;
import dev.sightline.condition.NearMiss;
import dev.sightline.condition.Scene;
import dev.sightline.condition.SceneObject;
import dev.sightline.frame.FrameRef;
import dev.sightline.stream.RuleHistory;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the rules of one camera again what they were told, and asks them about it. For one thread. */
final class Retelling implements RuleHistory.Reader {
    /** How often it is asked what an object lacks. */
    private static final Duration PACE = Duration.ofSeconds(1);

    private static final int MOST_OBJECTS = 20;

    private final Question question;
    private final Alert alert;
    private final BooleanSupplier stopped;
    private final Set<TrackId> own;
    private final AlertRules rules;
    private final CameraRun run;
    private final Map<String, @Nullable RuleState> states = new HashMap<>();
    private final Map<TrackId, String> names = new HashMap<>();
    private final Map<String, List<Instant>> raised = new HashMap<>();
    private final Map<String, List<String>> misses = new HashMap<>();
    private final Map<String, List<String>> obstacles = new HashMap<>();
    private final Map<TrackId, Lack> lacks = new LinkedHashMap<>();
    private final Set<TrackId> complete = new HashSet<>();
    private final List<String> condition = new ArrayList<>();

    /** What an object that is seen lacks. */
    private record Lack(Instant since, Instant at, String what) {}

    Retelling(Question question, Alert alert, BooleanSupplier stopped) {
        this.question = question;
        this.alert = alert;
        this.stopped = stopped;
        this.own = alert.objects().stream().map(AlertObject::track).collect(Collectors.toSet());
        this.rules = new AlertRules(question.rules(), question.profile());
        this.run = new CameraRun(Watch.initial(alert.camera(), question.profile()), Map.of());
    }

    @Override
    public void told(RuleInput input) {
        if (input instanceof RuleInput.Followed followed) {
            names.put(
                    followed.event().id(),
                    followed.event().label() + " " + followed.event().id().number());
        }
        Map<String, @Nullable RuleState> before = new HashMap<>(states);
        run.take(rules, input, this::missed).stream()
                .filter(one ->
                        one.kind() == Alert.Kind.RAISED && question.range().contains(one.at()))
                .forEach(one -> add(raised, one.rule(), one.at()));
        states.putAll(run.changes());
        boolean isMoment = !(input instanceof RuleInput.Followed || input instanceof RuleInput.Passed);
        if (isMoment && question.range().contains(run.watch().scene().now())) {
            ask(before);
        }
    }

    @Override
    public void switched(ProfileSwitch change, FrameRef place) {
        told(new RuleInput.Switched(alert.camera(), change.profile(), change.at(), place));
    }

    @Override
    public boolean stopped() {
        return stopped.getAsBoolean();
    }

    private void missed(String rule, NearMiss miss) {
        if (question.range().contains(miss.until())) {
            String who = miss.subject().tracks().isEmpty()
                    ? "the scene"
                    : miss.subject().tracks().stream()
                            .map(id -> names.getOrDefault(id, "object " + id.number()))
                            .collect(Collectors.joining(" and "));
            String where = miss.subject().zone().isEmpty()
                    ? ""
                    : " in " + miss.subject().zone();
            if (rule.equals(alert.rule())) {
                complete.addAll(miss.subject().tracks());
                lacks.keySet().removeAll(miss.subject().tracks());
            }
            add(misses, rule, miss.since() + " to " + miss.until() + " " + who + where + ": " + miss.reason());
        }
    }

    private static <V> void add(Map<String, List<V>> all, String rule, V one) {
        List<V> known = all.computeIfAbsent(rule, id -> new ArrayList<>());
        if (known.size() < Hindsight.MOST) {
            known.add(one);
        }
    }

    private void ask(Map<String, @Nullable RuleState> before) {
        Scene scene = run.watch().scene();
        Evidence evidence = run.watch().evidence();
        boolean isAlerts = evidence != null && evidence.cause().equals(alert.cause());
        for (Rule rule : question.rules()) {
            RuleState state = before.get(rule.id());
            var inquiry = new Inquiry(scene, state == null ? Map.of() : state.notes());
            if (!rule.id().equals(alert.rule())) {
                if (isAlerts) {
                    obstacles.put(rule.id(), atTheMoment(rule, inquiry));
                }
                continue;
            }
            if (isAlerts) {
                inquiry.parts(rule.condition(), own).forEach(part -> condition.add(line(part)));
            }
            if (rule.condition().ofObjects()) {
                scene.objects().forEach(object -> lack(rule, inquiry, object));
            }
        }
    }

    private static String line(Inquiry.Part part) {
        return (part.holds() ? "yes  " : "no   ")
                + "  ".repeat(part.depth())
                + part.what()
                + (part.detail().isEmpty() ? "" : " (" + part.detail() + ")");
    }

    private void lack(Rule rule, Inquiry inquiry, SceneObject object) {
        Instant now = inquiry.scene().now();
        Lack known = lacks.get(object.id());
        boolean isEnough = known == null
                ? lacks.size() >= Hindsight.MOST
                : Duration.between(known.at(), now).compareTo(PACE) < 0;
        if (own.contains(object.id()) || complete.contains(object.id()) || isEnough) {
            return;
        }
        String what = inquiry.obstacle(rule.condition(), object);
        if (what.isEmpty()) {
            complete.add(object.id());
            lacks.remove(object.id());
        } else {
            lacks.put(object.id(), new Lack(known == null ? now : known.since(), now, what));
        }
    }

    /** Why another rule was not fulfilled, or what became of it when it was. */
    private List<String> atTheMoment(Rule rule, Inquiry inquiry) {
        if (!rule.condition().ofObjects()) {
            return inquiry.parts(rule.condition(), Set.of()).stream()
                    .map(Retelling::line)
                    .toList();
        }
        return inquiry.scene().objects().stream()
                .sorted((a, b) -> Boolean.compare(own.contains(b.id()), own.contains(a.id())))
                .limit(MOST_OBJECTS)
                .map(object -> {
                    String what = inquiry.obstacle(rule.condition(), object);
                    return name(object) + ": " + (what.isEmpty() ? fate(rule, object.id()) : what);
                })
                .toList();
    }

    private String fate(Rule rule, TrackId object) {
        RuleState state = states.get(rule.id());
        for (Occurrence one : state == null ? List.<Occurrence>of() : state.occurrences()) {
            if (one.subject().tracks().contains(object)) {
                return one.raisedAt() != null
                        ? "alerted of at " + one.raisedAt()
                        : one.heldBack()
                                ? "waits for the cooldown or the rate limit to be over"
                                : "outside the schedule or profile";
            }
        }
        return "fulfilled";
    }

    private static String name(SceneObject object) {
        return String.format(
                Locale.ROOT, "%s %d, %.2f", object.label(), object.id().number(), object.score());
    }

    Hindsight hindsight() {
        List<String> others = lacks.entrySet().stream()
                .map(one -> one.getValue().since() + " to " + one.getValue().at() + " " + names.get(one.getKey()) + ": "
                        + one.getValue().what())
                .toList();
        List<Hindsight.OfRule> all = question.rules().stream()
                .map(Rule::id)
                .sorted((a, b) -> Boolean.compare(b.equals(alert.rule()), a.equals(alert.rule())))
                .map(id -> new Hindsight.OfRule(
                        id,
                        raised.getOrDefault(id, List.of()),
                        misses.getOrDefault(id, List.of()),
                        obstacles.getOrDefault(id, List.of())))
                .toList();
        return new Hindsight(condition, others, all);
    }
}
