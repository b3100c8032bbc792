package dev.sightline.bench;

import dev.sightline.alert.Escalation;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.condition.AllOf;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.AnyOf;
import dev.sightline.condition.CameraIs;
import dev.sightline.condition.Condition;
import dev.sightline.condition.CountIs;
import dev.sightline.condition.CrossesLine;
import dev.sightline.condition.FirstOfDay;
import dev.sightline.condition.Heading;
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
import java.util.List;

/** Many rules of all kinds for each camera, about persons, cars and dogs by turns. */
final class StormRules {
    private static final Zone RIGHT = new Zone(
            "right", new Polygon(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1))));
    private static final Line MIDDLE = new Line("middle", List.of(new Point(0.5, 0), new Point(0.5, 1)));
    private static final List<String> LABELS = List.of("person", "car", "dog");

    private StormRules() {}

    static List<Rule> of(int cameras, int each) {
        List<Condition> conditions =
                LABELS.stream().flatMap(label -> conditions(label).stream()).toList();
        var rules = new ArrayList<Rule>();
        for (int camera = 0; camera < cameras; camera++) {
            for (int i = 0; i < each; i++) {
                rules.add(rule("rule-" + i, RecordedDay.camera(camera), conditions.get(i % conditions.size())));
            }
        }
        return rules;
    }

    private static Rule rule(String id, String camera, Condition condition) {
        return new Rule(
                id,
                camera,
                Severity.INFO,
                condition,
                new When(new Always(), List.of()),
                new Limits(Duration.ofSeconds(30), Limits.Scope.OBJECT, 30, Duration.ofMinutes(10)),
                condition.momentary() ? List.of() : List.of(new Escalation(Duration.ofSeconds(10), Severity.WARNING)),
                "{objects} in {zone}");
    }

    private static List<Condition> conditions(String label) {
        var who = new Selection(List.of(label), 0.5, Anchor.BOTTOM_CENTER, List.of(RIGHT));
        var anywhere = new Selection(List.of(label), 0.5, Anchor.CENTER, List.of());
        var person = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of());
        var inZone = new InZone(who);
        var in = new Passage(who, Passage.Way.IN);
        var crossing = new CrossesLine(anywhere, MIDDLE, CrossesLine.Direction.ANY, 0.1);
        return List.of(
                new Lasting(inZone, Duration.ofSeconds(2), Rule.GRACE),
                in,
                new Passage(who, Passage.Way.OUT),
                crossing,
                new Lasting(new CountIs(anywhere, 2, 100), Duration.ofSeconds(1), Rule.GRACE),
                new Lasting(new CountIs(who, 0, 0), Duration.ofSeconds(15), Duration.ZERO),
                new Loitering(inZone, Duration.ofSeconds(5), Duration.ofSeconds(30)),
                new FirstOfDay(inZone, ZoneOffset.UTC),
                new StandsStill(anywhere, Duration.ofSeconds(8)),
                new Removed(anywhere, Duration.ofSeconds(5), Duration.ofSeconds(3)),
                new Speed(anywhere, 0.5, 1),
                new Heading(who, 0, 30, 0.1),
                new Near(who, person, 1, 1),
                new Lasting(new CameraIs(CameraIs.Trouble.STALLED), Duration.ofSeconds(10), Duration.ofSeconds(6)),
                new AllOf(List.of(inZone, new Not(new Near(who, person, 1, 1)))),
                new AnyOf(List.of(new Speed(who, 2, 1), new StandsStill(who, Duration.ofSeconds(5)))),
                new Sequence(List.of(crossing, in), Duration.ofSeconds(60), true));
    }
}
