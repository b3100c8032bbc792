package dev.sightline.replay;

import dev.sightline.alert.Escalation;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.condition.AllOf;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.CameraIs;
import dev.sightline.condition.Condition;
import dev.sightline.condition.CountIs;
import dev.sightline.condition.CrossesLine;
import dev.sightline.condition.FirstOfDay;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Loitering;
import dev.sightline.condition.Near;
import dev.sightline.condition.Not;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Removed;
import dev.sightline.condition.Selection;
import dev.sightline.condition.Sequence;
import dev.sightline.condition.Speed;
import dev.sightline.condition.StandsStill;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule of each kind. */
final class ManyRules {
    static final Zone RIGHT = new Zone(
            "right", new Polygon(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1))));

    private ManyRules() {}

    static List<Rule> of(Iterable<String> cameras) {
        var rules = new ArrayList<Rule>();
        for (String camera : cameras) {
            conditions().forEach((id, condition) -> rules.add(rule(id, camera, condition)));
        }
        return rules;
    }

    static Rule rule(String id, String camera, Condition condition) {
        List<Escalation> escalations = condition.momentary()
                ? List.of()
                : List.of(
                        new Escalation(Duration.ofSeconds(5), Severity.WARNING),
                        new Escalation(Duration.ofSeconds(10), Severity.CRITICAL));
        return new Rule(
                id,
                camera,
                Severity.INFO,
                condition,
                new When(new Always(), id.equals("entry") ? List.of("away") : List.of()),
                new Limits(Duration.ofSeconds(20), Limits.Scope.OBJECT, 30, Duration.ofMinutes(10)),
                escalations,
                "{objects} in {zone}");
    }

    static Condition presence(Duration duration) {
        return new Lasting(new InZone(who("person")), duration, Rule.GRACE);
    }

    private static Map<String, Condition> conditions() {
        Selection person = who("person");
        Selection any = new Selection(List.of(), 0.5, Anchor.CENTER, List.of());
        var inZone = new InZone(person);
        var middle = new Line("middle", List.of(new Point(0.5, 0), new Point(0.5, 1)));
        var in = new Passage(person, Passage.Way.IN);
        var conditions = new LinkedHashMap<String, Condition>();
        conditions.put("presence", presence(Duration.ofSeconds(2)));
        conditions.put("entry", in);
        conditions.put("exit", new Passage(person, Passage.Way.OUT));
        conditions.put("crossing", new CrossesLine(any, middle, CrossesLine.Direction.ANY, 0.1));
        conditions.put("count", new Lasting(new CountIs(any, 2, 100), Duration.ofSeconds(1), Rule.GRACE));
        conditions.put("absence", new Lasting(new CountIs(person, 0, 0), Duration.ofSeconds(15), Duration.ZERO));
        conditions.put("loitering", new Loitering(inZone, Duration.ofSeconds(10), Duration.ofSeconds(30)));
        conditions.put("first", new FirstOfDay(inZone, ZoneOffset.UTC));
        conditions.put("left", new StandsStill(any, Duration.ofSeconds(8)));
        conditions.put("removed", new Removed(any, Duration.ofSeconds(5), Duration.ofSeconds(3)));
        conditions.put("speed", new Speed(any, 0.1, 1));
        conditions.put("near", new Near(person, who("dog"), 3, 1));
        conditions.put(
                "offline",
                new Lasting(new CameraIs(CameraIs.Trouble.STALLED), Duration.ofSeconds(10), Duration.ofSeconds(6)));
        conditions.put("tampered", new CameraIs(CameraIs.Trouble.TAMPERED));
        conditions.put("alone", new AllOf(List.of(inZone, new Not(new InZone(who("dog"))))));
        conditions.put(
                "sequence",
                new Sequence(
                        List.of(new CrossesLine(any, middle, CrossesLine.Direction.ANY, 0), in),
                        Duration.ofSeconds(60),
                        true));
        return conditions;
    }

    private static Selection who(String label) {
        return new Selection(List.of(label), 0.5, Anchor.BOTTOM_CENTER, List.of(RIGHT));
    }
}
