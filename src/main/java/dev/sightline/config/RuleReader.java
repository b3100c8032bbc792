package dev.sightline.config;

import dev.sightline.alert.Escalation;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.condition.Condition;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Selection;
import dev.sightline.detect.Labels;
import dev.sightline.schedule.Always;
import dev.sightline.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads alert rules, each for all its cameras. */
final class RuleReader {
    /** The least time between two alerts of a rule, where it does not say. */
    static final Duration COOLDOWN = Duration.ofSeconds(30);

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final List<String> ALWAYS_THERE = List.of("objects", "zone", "camera");

    private final CameraReader cameras;
    private final @Nullable Labels model;
    private final ScheduleReader schedules;
    private final Names profiles = new Names("profile");
    private final Names names = new Names("rule");
    private final List<String> profilesInOrder;
    private final List<Rule> rules;

    /**
     * Reads the rules of a file that may have some, and what belongs to them.
     *
     * @param cameras what rules may name
     * @param model the model's classes; null when they are not known
     */
    RuleReader(Section top, CameraReader cameras, @Nullable Labels model) {
        this.cameras = cameras;
        this.model = model;
        schedules = new ScheduleReader(top);
        profilesInOrder = top.items("profiles", profiles::give);
        rules = top.each("rules", this::read).stream().flatMap(List::stream).toList();
    }

    /** The id of a rule that {@code value} refers to, or null after reporting that there is none. */
    @Nullable
    String findRule(Value value) {
        return names.find(value);
    }

    /** The names of the profiles. */
    List<String> profiles() {
        return profilesInOrder;
    }

    /** The rules, each once for each of its cameras. */
    List<Rule> rules() {
        return rules;
    }

    private List<Rule> read(Section section) {
        Value value = section.required("id", "a name for the rule, such as person-at-door");
        String id = value == null ? null : names.give(value);
        if (id != null) {
            section.call(id);
        }
        List<@Nullable String> ids = new ArrayList<>(cameras(section));
        if (ids.isEmpty()) {
            ids.add(null);
        }
        var all = new ArrayList<Rule>();
        for (String camera : ids) {
            Rule rule = rule(section, id == null ? "" : id, camera);
            if (rule != null) {
                all.add(rule);
            }
        }
        return all;
    }

    private List<String> cameras(Section section) {
        Value one = section.find("camera");
        Value several = section.find("cameras");
        if ((one == null) == (several == null)) {
            section.wrong("needs camera or cameras; add one of them, such as camera: door, cameras: [door, yard] or"
                    + " cameras: all");
            return List.of();
        }
        if (one != null) {
            String id = cameras.findCamera(one);
            return id == null ? List.of() : List.of(id);
        }
        return section.read("cameras", List.of(), this::several);
    }

    private @Nullable List<String> several(Value value) {
        if (value.node() instanceof Node.Scalar scalar && scalar.text().equals("all")) {
            if (cameras.ids().isEmpty()) {
                value.wrong("there are no cameras in this file; add some");
            }
            return cameras.ids();
        }
        List<String> ids = value.each(cameras::findCamera);
        if (ids != null && ids.isEmpty()) {
            value.wrong("names no camera; add some, or write all");
        }
        return ids == null ? null : ids.stream().distinct().toList();
    }

    private @Nullable Rule rule(Section section, String id, @Nullable String camera) {
        var chosen = new Chosen(cameras, camera, model);
        Selection usual = chosen.ofRule(section);
        Asked asked = new CombinedReader(new ConditionReader(chosen, schedules.timeZone())).read(section, usual);
        Condition condition = asked == null ? null : confirmed(section.find("for"), asked.condition());
        Severity severity = section.read("severity", Severity.WARNING, value -> value.choice(Severity.class));
        When when = when(section);
        Limits limits = limits(section);
        List<Escalation> escalations = section.each("escalate", RuleReader::escalation);
        Value message = section.find("message");
        String words = asked == null ? "" : words(message, id, asked);
        if (id.isEmpty() || camera == null || condition == null || words == null) {
            return null;
        }
        Value escalate = section.find("escalate");
        return (escalate == null ? section.value() : escalate)
                .accepted(() -> new Rule(id, camera, severity, condition, when, limits, escalations, words));
    }

    private static @Nullable Condition confirmed(@Nullable Value value, Condition condition) {
        Duration duration = value == null ? null : value.duration();
        return value == null || duration == null
                ? condition
                : value.accepted(() -> new Lasting(condition, duration, Rule.GRACE));
    }

    private When when(Section section) {
        Schedule schedule = section.read("schedule", new Always(), schedules::find);
        return new When(schedule, section.items("profiles", profiles::find));
    }

    private static Limits limits(Section section) {
        Duration cooldown = section.read("cooldown", COOLDOWN, Value::duration);
        Limits.Scope per = section.read("cooldownPer", Limits.Scope.RULE, value -> value.choice(Limits.Scope.class));
        var unlimited = new Limits(cooldown, per, 0, WINDOW);
        Value value = section.find("limit");
        Section limit = value == null ? null : value.section();
        Value alerts = limit == null ? null : limit.required("alerts", "how many at most, such as 5");
        if (value == null || limit == null || alerts == null) {
            return unlimited;
        }
        int most = limit.read("alerts", 0, Value::integer);
        Duration window = limit.read("per", WINDOW, Value::duration);
        Limits limits = value.accepted(() -> new Limits(cooldown, per, most, window));
        return limits == null ? unlimited : limits;
    }

    private static @Nullable Escalation escalation(Section section) {
        Value after = section.required("after", "how long after the alert, such as 1m");
        Value severity = section.required("severity", "the new severity, such as critical");
        Duration time = after == null ? null : after.duration();
        Severity next = severity == null ? null : severity.choice(Severity.class);
        return after == null || time == null || next == null ? null : after.accepted(() -> new Escalation(time, next));
    }

    /** The words of an alert, or null after reporting that they cannot be used. */
    private static @Nullable String words(@Nullable Value message, String id, Asked asked) {
        if (message == null) {
            return asked.words().isEmpty() ? id : asked.words();
        }
        if (message.node() instanceof Node.Scalar scalar && Interpolation.concerns(scalar.text())) {
            message.wrong("goes to everyone who sees alerts, so nothing is filled in for ${…}; leave it out");
            return null;
        }
        String text = message.text();
        return text == null || hasUnknownPlaceholder(message, text, asked) ? null : text;
    }

    private static boolean hasUnknownPlaceholder(Value message, String text, Asked asked) {
        var known = new TreeSet<>(asked.values());
        known.addAll(ALWAYS_THERE);
        boolean unknown = false;
        for (Matcher matcher = PLACEHOLDER.matcher(text); matcher.find(); ) {
            String name = matcher.group(1);
            if (!known.contains(name)) {
                message.wrong("there is no {" + name + "} here; " + Nearest.hint(name, known));
                unknown = true;
            }
        }
        return unknown;
    }
}
