package dev.sightline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.condition.Anchor;
import dev.sightline.condition.CameraHealth;
import dev.sightline.condition.CameraIs;
import dev.sightline.condition.Condition;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Passage;
import dev.sightline.condition.SceneObject;
import dev.sightline.condition.Selection;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import dev.sightline.track.EventDraft;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    /** The right half of the picture. */
    private static final Zone DOORWAY = new Zone(
            "doorway", new Polygon(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1))));

    private static Rule rule(int duration, int cooldown) {
        return rule("loiter", List.of("person"), duration, cooldown);
    }

    private static Rule rule(String id, List<String> labels, int duration, int cooldown) {
        var who = new Selection(labels, 0.5, Anchor.BOTTOM_CENTER, List.of(DOORWAY));
        return rule(
                id,
                new Lasting(new InZone(who), Duration.ofSeconds(duration), Rule.GRACE),
                new Limits(Duration.ofSeconds(cooldown), Limits.Scope.RULE, 0, Duration.ofHours(1)));
    }

    private static Rule rule(String id, Condition condition, Limits limits, Escalation... escalations) {
        return new Rule(
                id,
                "yard",
                Severity.WARNING,
                condition,
                new When(new Always(), List.of()),
                limits,
                List.of(escalations),
                "{objects} in {zone}");
    }

    /**
     * An event written as {@code second track what}: {@code in}, {@code out}, {@code faint} (inside, but with too low a
     * score), {@code dog} (inside) or {@code end}.
     */
    private static TrackEvent event(String text) {
        String[] parts = text.strip().split(" ", -1);
        boolean ends = parts[2].equals("end");
        return event(
                Double.parseDouble(parts[0]),
                new TrackId("yard", 7, Long.parseLong(parts[1])),
                parts[2].equals("dog") ? "dog" : "person",
                parts[2].equals("faint") ? 0.49 : 0.5,
                parts[2].equals("out") ? 0.2 : 0.7,
                ends ? TrackEvent.EndReason.LOST : null);
    }

    private static TrackEvent event(
            double second, TrackId id, String label, double score, double x, TrackEvent.@Nullable EndReason reason) {
        Instant at = START.plusMillis(Math.round(second * 1000));
        var draft = new EventDraft(id, at)
                .frame(
                        new FrameId("yard", id.epoch(), Math.round(second * 10)),
                        new FrameRef("frames", 0, Math.round(second * 10)))
                .seen(START, at)
                .label(label)
                .box(BoundingBox.ofCenter(x, 0.5, 0.1, 0.2))
                .score(score, 0.9);
        return reason == null ? draft.updated() : draft.ended(reason);
    }

    private static List<Alert> alerts(List<Rule> rules, Stream<TrackEvent> events) {
        return all(rules, events).stream()
                .filter(alert -> alert.kind() == Alert.Kind.RAISED)
                .toList();
    }

    /** Shows the rules a frame every 100 ms, from the first event to the last. */
    private static List<Alert> all(List<Rule> rules, Stream<TrackEvent> events) {
        var engine = new AlertRules(rules);
        var run = new CameraRun(Watch.initial("yard", "home"), Map.of());
        var alerts = new ArrayList<Alert>();
        Instant[] last = {null};
        events.forEach(event -> {
            for (Instant t = last[0]; t != null && t.isBefore(event.at()); t = t.plusMillis(100)) {
                alerts.addAll(run.take(engine, looked(t)));
            }
            run.take(engine, new RuleInput.Followed(event));
            last[0] = event.at();
        });
        alerts.addAll(run.take(engine, looked(last[0])));
        return alerts;
    }

    private static RuleInput looked(Instant at) {
        long frame = Duration.between(START, at).toMillis() / 100;
        return new RuleInput.Looked(
                new FrameId("yard", 7, frame),
                new FrameRef("frames", 0, frame),
                "ab".repeat(32),
                new FrameRef("detections", 0, frame),
                at);
    }

    private static Stream<TrackEvent> events(String text) {
        return Stream.of(text.split(",", -1)).map(AlertRulesTest::event);
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
            5|0 |0 1 in, 2 1 in, 4.9 1 in                        |             | too short
            5|0 |0 1 in, 2 1 in, 5 1 in                          |5.0 1        | just long enough
            0|0 |3 1 in                                          |3.0 1        | at once
            5|0 |0 1 in, 5 1 in, 9 1 in, 60 1 in                 |5.0 1        | once a presence
            5|0 |0 1 out, 9 1 out                                |             | outside
            5|0 |0 1 dog, 9 1 dog                                |             | another class
            5|0 |0 1 faint, 9 1 faint                            |             | too faint
            5|0 |0 1 in, 3 1 faint, 3.9 1 in, 5 1 in             |5.0 1        | a flicker within the grace
            5|0 |0 1 in, 3 1 out, 4 1 out, 4.1 1 in, 5 1 in      |             | outside for longer than the grace
            5|0 |0 1 in, 3 1 out, 4.1 1 out, 4.2 1 in, 9.2 1 in  |9.2 1        | back after leaving: the time starts again
            5|0 |0 1 in, 3 1 out, 3.5 1 in, 4 1 out, 4.9 1 in, 5 1 in|5.0 1    | each time outside counts alone
            5|0 |0 1 in, 5 1 out, 5.5 1 in                       |5.5 1        | fires only when found inside
            5|0 |0 1 in, 4 1 in, 9 1 in                          |5.0 1        | unseen is not outside
            0|0 |0 1 in, 1 1 out, 3 1 out, 4 1 in                |0.0 1;4.0 1  | a second presence of the same track
            5|0 |0 1 in, 4 1 end, 4.5 2 in, 6 2 in, 9.5 2 in     |9.5 2        | an end resets
            5|0 |0 1 in, 1 2 in, 5 1 in, 6 2 in                  |5.0 1;6.0 2  | two objects
            5|10|0 1 in, 1 2 in, 5 1 in, 6 2 in, 14.9 2 in       |5.0 1        | cooling down
            5|10|0 1 in, 1 2 in, 5 1 in, 6 2 in, 15 2 in         |5.0 1;15.0 2 | still there after the cooldown
            5|10|0 1 in, 1 2 in, 5 1 in, 6 2 in, 7 2 end, 16 3 in|5.0 1        | gone before the cooldown is over
            0|10|0 1 in, 4 2 in, 9 3 in, 10 2 in, 11 3 in, 20 3 in|0.0 1;10.0 2;20.0 3| a suppressed alert does not prolong it
            """)
    void firesAsTheTableSays(int duration, int cooldown, String events, @Nullable String expected, String name) {
        String fired = String.join(
                ";",
                alerts(List.of(rule(duration, cooldown)), events(events)).stream()
                        .map(alert -> String.format(
                                Locale.ROOT,
                                "%.1f %d",
                                Duration.between(START, alert.at()).toMillis() / 1000.0,
                                alert.objects().get(0).track().number()))
                        .toList());
        assertThat(fired).as(name).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void saysWhatHappenedWithItsEvidence() {
        Alert alert =
                alerts(List.of(rule(5, 60)), events("1 4 in, 3 4 in, 6.2 4 in")).get(0);
        assertThat(alert.message()).isEqualTo("person in doorway for 5 s");
        assertThat(alert.rule()).isEqualTo("loiter");
        assertThat(alert.camera()).isEqualTo("yard");
        assertThat(alert.zone()).isEqualTo("doorway");
        assertThat(alert.since()).isEqualTo(START.plusSeconds(1));
        assertThat(alert.at()).isEqualTo(START.plusSeconds(6));
        assertThat(alert.frame()).isEqualTo(new FrameId("yard", 7, 60));
        assertThat(alert.ref()).isEqualTo(new FrameRef("frames", 0, 60));
        assertThat(alert.cause()).isEqualTo(new FrameRef("detections", 0, 60));
        assertThat(alert.model()).isEqualTo("ab".repeat(32));
        assertThat(alert.severity()).isEqualTo(Severity.WARNING);
        assertThat(alert.id()).matches("[0-9a-f]{32}");
        assertThat(alert.ruleVersion()).matches("[0-9a-f]{12}");
    }

    @Test
    void givesTheSameAlertsInAReplayAndOtherIdsForOtherPresences() {
        String story = "0 1 in, 1 1 out, 3 1 out, 4 1 in, 5 2 in";
        List<Alert> alerts = alerts(List.of(rule(0, 0)), events(story));
        assertThat(alerts).hasSize(3).isEqualTo(alerts(List.of(rule(0, 0)), events(story)));
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @Test
    void versionsARuleByItsContent() {
        String version = version(rule(5, 60));
        assertThat(version(rule(5, 60))).isEqualTo(version);
        assertThat(version(rule(5, 61))).isNotEqualTo(version);
        assertThat(version(rule(6, 60))).isNotEqualTo(version);
        assertThat(version(rule("loiter", List.of("dog", "person"), 5, 60)))
                .isNotEqualTo(version)
                .isEqualTo(version(rule("loiter", List.of("person", "dog"), 5, 60)));
    }

    private static String version(Rule rule) {
        return RuleVersion.of(rule, new HashMap<>()).version();
    }

    @Test
    void startsAfreshWhenARuleChanges() {
        var run = new CameraRun(Watch.initial("yard", "home"), Map.of());
        run.take(new AlertRules(List.of(rule(5, 60))), new RuleInput.Followed(event("0 1 in")));
        for (int i = 0; i < 30; i++) {
            assertThat(run.take(new AlertRules(List.of(rule(5, 60))), looked(START.plusMillis(100L * i))))
                    .isEmpty();
        }
        var changed = new AlertRules(List.of(rule(4, 60)));
        for (int i = 30; i < 70; i++) {
            assertThat(run.take(changed, looked(START.plusMillis(100L * i)))).isEmpty();
        }
        assertThat(run.take(changed, looked(START.plusMillis(7000)))).hasSize(1);
    }

    @Test
    void escalatesAndEndsWithTheSameId() {
        Rule rule = rule(
                "loiter",
                rule(1, 0).condition(),
                new Limits(Duration.ZERO, Limits.Scope.RULE, 0, Duration.ofHours(1)),
                new Escalation(Duration.ofSeconds(2), Severity.CRITICAL));
        List<Alert> alerts = all(List.of(rule), events("0 1 in, 5 1 out, 9 1 out"));
        assertThat(alerts)
                .extracting(Alert::kind, Alert::severity)
                .containsExactly(
                        tuple(Alert.Kind.RAISED, Severity.WARNING),
                        tuple(Alert.Kind.ESCALATED, Severity.CRITICAL),
                        tuple(Alert.Kind.ENDED, Severity.CRITICAL));
        assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
        assertThat(alerts.get(1).at()).isEqualTo(START.plusSeconds(3));
        assertThat(alerts.get(2).at()).isEqualTo(START.plusSeconds(6));
        assertThat(alerts.get(2).message()).isEqualTo("person in doorway, over");
    }

    @Test
    void countsWhatTheRateLimitHoldsBack() {
        Rule rule = rule(
                "in",
                new Passage(new Selection(List.of(), 0.5, Anchor.BOTTOM_CENTER, List.of(DOORWAY)), Passage.Way.IN),
                new Limits(Duration.ZERO, Limits.Scope.RULE, 2, Duration.ofSeconds(10)));
        List<Alert> alerts =
                alerts(List.of(rule), events("0 1 in, 1 2 in, 2 3 in, 3 4 in, 9.9 5 in, 10 6 in, 10.5 7 in, 11 8 in"));
        assertThat(alerts)
                .extracting(alert -> alert.objects().get(0).track().number(), Alert::suppressed)
                .containsExactly(tuple(1L, 0L), tuple(2L, 0L), tuple(6L, 3L), tuple(8L, 1L));
    }

    @Test
    void coolsDownForEachObjectWhenAskedTo() {
        Rule rule = rule(
                "loiter",
                rule(0, 0).condition(),
                new Limits(Duration.ofSeconds(60), Limits.Scope.OBJECT, 0, Duration.ofHours(1)));
        assertThat(alerts(List.of(rule), events("0 1 in, 1 2 in, 2 1 out, 5 1 in, 6 1 in")))
                .hasSize(2);
    }

    @Test
    void cooldownsOfRulesAreIndependent() {
        List<Alert> alerts = alerts(
                List.of(rule("a", List.of("person"), 0, 60), rule("b", List.of("person", "dog"), 0, 60)),
                events("0 1 in, 1 2 in"));
        assertThat(alerts).extracting(Alert::rule).containsExactly("a", "b");
    }

    @Test
    void forgetsTracksOfAnEarlierEpoch() {
        var run = new CameraRun(Watch.initial("yard", "home"), Map.of());
        TrackEvent later = event(1, new TrackId("yard", 8, 2), "person", 0.9, 0.7, null);
        run.take(new AlertRules(List.of()), new RuleInput.Followed(event("0 1 in")));
        run.take(new AlertRules(List.of()), new RuleInput.Followed(later));
        assertThat(run.watch().scene().objects()).extracting(SceneObject::id).containsExactly(later.id());
    }

    @Test
    void anObjectCutOffByThePicturesEdgeStandsInsideIt() {
        TrackEvent low = event("0 1 in");
        var box = new BoundingBox(0.9, 0.5, 1.1, 1.3).clipped();
        var cut = new EventDraft(low.id(), low.at()).box(box).updated();
        assertThat(alerts(List.of(rule(0, 0)), Stream.of(cut))).hasSize(1);
    }

    @Test
    void takesAStatusAfterItsFrameWhicheverComesFirst() {
        Rule offline = rule(
                "offline",
                new CameraIs(CameraIs.Trouble.OFFLINE),
                new Limits(Duration.ZERO, Limits.Scope.RULE, 0, Duration.ofHours(1)));
        var rules = new AlertRules(List.of(offline, rule(0, 0)));
        List<RuleInput> story = List.of(
                looked(START), new RuleInput.Followed(event("0.1 1 in")), looked(START.plusMillis(100)), lost(1, 300));
        List<RuleInput> early = List.of(story.get(3), story.get(0), story.get(1), story.get(2));
        assertThat(alerts(rules, story)).hasSize(2).isEqualTo(alerts(rules, early));
    }

    @Test
    void takesAStatusInTheEndThoughItsFrameNeverComes() {
        Rule offline = rule(
                "offline",
                new CameraIs(CameraIs.Trouble.OFFLINE),
                new Limits(Duration.ZERO, Limits.Scope.RULE, 0, Duration.ofHours(1)));
        List<RuleInput> story = IntStream.rangeClosed(0, Watch.MAX_WAITING)
                .mapToObj(i -> (RuleInput) lost(9, 5000L * i))
                .toList();
        var rules = new AlertRules(List.of(offline));
        assertThat(alerts(rules, story.subList(0, Watch.MAX_WAITING))).isEmpty();
        assertThat(alerts(rules, story)).hasSize(1);
    }

    private static List<Alert> alerts(AlertRules rules, List<RuleInput> inputs) {
        var run = new CameraRun(Watch.initial("yard", "home"), Map.of());
        return inputs.stream().flatMap(input -> run.take(rules, input).stream()).toList();
    }

    private static RuleInput.Told lost(long lastFrame, long millis) {
        var health = new CameraHealth(CameraHealth.Delivery.OFFLINE, false, START.plusMillis(millis));
        return new RuleInput.Told("yard", health, 7, lastFrame, new FrameRef("cameras", 0, millis));
    }

    @Test
    void refusesTwoRulesOfOneId() {
        assertThatThrownBy(() -> new AlertRules(List.of(rule(5, 0), rule(6, 0))))
                .hasMessageContaining("'loiter'");
    }
}
