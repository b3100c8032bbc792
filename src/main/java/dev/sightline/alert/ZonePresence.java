package dev.sightline.alert;

import dev.sightline.geometry.Zone;
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
public record ZonePresence(
        String id, String camera, Zone zone, List<String> labels, double minScore, Duration duration, Duration cooldown)
        implements AlertRule {
    /** Checks the parts. */
    public ZonePresence {
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
}
