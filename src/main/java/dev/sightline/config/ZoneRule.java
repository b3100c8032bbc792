package dev.sightline.config;

import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Selection;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import java.time.Duration;
import java.util.List;

/**
 * The rule "an object of one of these classes has been in this zone for this long".
 *
 * @param id unique among the rules, not blank
 * @param camera the camera it looks at
 * @param zone the zone of that camera
 * @param labels the classes, in the model's words; at least one
 * @param minScore detections below it do not count as presence, in [0, 1]
 * @param duration how long an object must be in the zone, ≥ 0
 * @param cooldown the least time between two alerts of this rule; it starts with an alert that was raised
 */
record ZoneRule(
        String id,
        String camera,
        Zone zone,
        List<String> labels,
        double minScore,
        Duration duration,
        Duration cooldown) {
    /** Checks the parts. */
    public ZoneRule {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a rule needs an id");
        }
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("rule '" + id + "' needs at least one label");
        }
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore of rule '" + id + "' is in [0, 1], not " + minScore);
        }
        if (duration.isNegative() || cooldown.isNegative()) {
            throw new IllegalArgumentException("durations of rule '" + id + "' are not negative");
        }
    }

    Rule rule() {
        var who = new Selection(labels, minScore, Anchor.BOTTOM_CENTER, List.of(zone));
        return new Rule(
                id,
                camera,
                Severity.WARNING,
                new Lasting(new InZone(who), duration, Rule.GRACE),
                new When(new Always(), List.of()),
                new Limits(cooldown, Limits.Scope.RULE, 0, Duration.ofHours(1)),
                List.of(),
                "{objects} in {zone}");
    }
}
