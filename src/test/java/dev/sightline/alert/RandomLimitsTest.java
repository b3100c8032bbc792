package dev.sightline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.Limits.Scope;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.Condition;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Selection;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import dev.sightline.track.EventDraft;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some persons go in and out of two zones at random; what limits hold back is compared with the same rule without any. */
class RandomLimitsTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final int FRAMES = 1500;
    private static final int PERSONS = 6;
    private static final long PACE = 200;

    /** Frames after which what is not true any more is over. */
    private static final long GRACE = 6 * PACE;

    private static final Selection TWO_ZONES =
            new Selection(List.of("person"), 0.5, Anchor.CENTER, List.of(zone("left", 0, 0.4), zone("right", 0.6, 1)));
    private static final Limits NONE = new Limits(Duration.ZERO, Scope.RULE, 0, Duration.ofHours(1));

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    private static Zone zone(String name, double left, double right) {
        return new Zone(
                name,
                new Polygon(List.of(new Point(left, 0), new Point(right, 0), new Point(right, 1), new Point(left, 1))));
    }

    private static Limits limits(SplittableRandom random) {
        return new Limits(
                Duration.ofMillis(random.nextInt(3) == 0 ? 0 : 100L * random.nextInt(300)),
                List.of(Scope.values()).get(random.nextInt(3)),
                random.nextInt(6),
                Duration.ofMillis(100L * random.nextInt(1, 600)));
    }

    /** All alerts of a rule in a story that a seed makes. */
    private static List<Alert> alerts(int seed, Condition condition, Limits limits) {
        var rule = new Rule(
                "rule",
                "yard",
                Severity.INFO,
                condition,
                new When(new Always(), List.of()),
                limits,
                List.of(),
                "{objects}");
        var rules = new AlertRules(List.of(rule));
        var run = new CameraRun(Watch.initial("yard", ""), Map.of());
        var random = new SplittableRandom(seed);
        var places = new double[PERSONS];
        var moved = new int[PERSONS];
        var alerts = new ArrayList<Alert>();
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int person = 0; person < PERSONS; person++) {
                if (frame - moved[person] >= 10 && random.nextInt(20) == 0) {
                    places[person] = List.of(0.2, 0.5, 0.8).get(random.nextInt(3));
                    moved[person] = frame;
                }
                run.take(rules, followed(person, frame, places[person]));
            }
            alerts.addAll(run.take(rules, looked(frame)));
        }
        return alerts;
    }

    private static Instant at(int frame) {
        return START.plusMillis(PACE * frame);
    }

    private static RuleInput followed(int person, int frame, double x) {
        return new RuleInput.Followed(new EventDraft(new TrackId("yard", 1, person + 1), at(frame))
                .frame(new FrameId("yard", 1, frame), new FrameRef("frames", 0, frame))
                .seen(START, at(frame))
                .box(BoundingBox.ofCenter(x, 0.5, 0.1, 0.2))
                .updated());
    }

    private static RuleInput looked(int frame) {
        return new RuleInput.Looked(
                new FrameId("yard", 1, frame),
                new FrameRef("frames", 0, frame),
                "ab".repeat(32),
                new FrameRef("detections", 0, frame),
                at(frame));
    }

    /** What happens in a moment: the first that may be raised is, and only it holds others back. */
    @ParameterizedTest
    @MethodSource("seeds")
    void letThroughWhatIsFarEnoughFromTheLastThatWasLetThrough(int seed) {
        Limits limits = limits(new SplittableRandom(1000 + seed));
        var condition = new Passage(TWO_ZONES, Passage.Way.IN);
        List<Alert> all = alerts(seed, condition, NONE);
        assertThat(all).hasSizeGreaterThan(50);
        var expected = new ArrayList<String>();
        var raised = new ArrayList<Alert>();
        long suppressed = 0;
        for (Alert alert : all) {
            if (isHeldBack(alert, alert.at(), limits, raised)) {
                suppressed++;
            } else {
                raised.add(alert);
                expected.add(told(alert, suppressed));
                suppressed = 0;
            }
        }
        assertThat(alerts(seed, condition, limits).stream().map(alert -> told(alert, alert.suppressed())))
                .as("%s", limits)
                .isEqualTo(expected);
    }

    /** What lasts: it is raised at the first moment at which it may be, and ends as it would without limits. */
    @ParameterizedTest
    @MethodSource("seeds")
    void delayWhatLastsButLoseNothing(int seed) {
        Limits limits = limits(new SplittableRandom(2000 + seed));
        var condition = new InZone(TWO_ZONES);
        List<Alert> all = alerts(seed, condition, NONE);
        List<Alert> limited = alerts(seed, condition, limits);
        List<Alert> raised = of(Alert.Kind.RAISED, limited);
        Map<String, Instant> ends = ends(all);
        assertThat(of(Alert.Kind.RAISED, all)).hasSizeGreaterThan(50);
        var lost = new ArrayList<String>();
        for (Alert wanted : of(Alert.Kind.RAISED, all)) {
            Instant until = raised.stream()
                    .filter(alert -> about(alert).equals(about(wanted)))
                    .map(Alert::at)
                    .findFirst()
                    .orElse(ends.getOrDefault(about(wanted), at(FRAMES)).minusMillis(GRACE - PACE));
            for (Instant moment = wanted.at(); moment.isBefore(until); moment = moment.plusMillis(PACE)) {
                if (!isHeldBack(wanted, moment, limits, raised)) {
                    lost.add(about(wanted) + " at " + moment);
                }
            }
        }
        assertThat(lost).as("%s", limits).isEmpty();
        for (int i = 0; i < raised.size(); i++) {
            assertThat(isHeldBack(raised.get(i), raised.get(i).at(), limits, raised.subList(0, i)))
                    .isFalse();
        }
        Map<String, Instant> expected = ends(all);
        expected.keySet().retainAll(raised.stream().map(RandomLimitsTest::about).toList());
        assertThat(ends(limited)).isEqualTo(expected);
    }

    private static boolean isHeldBack(Alert alert, Instant moment, Limits limits, List<Alert> raised) {
        List<Alert> before =
                raised.stream().filter(one -> !one.at().isAfter(moment)).toList();
        boolean cools = before.stream()
                .anyMatch(one -> isOneScope(limits.per(), one, alert) && isWithin(limits.cooldown(), one, moment));
        long recent = before.stream()
                .filter(one -> isWithin(limits.window(), one, moment))
                .count();
        return cools || (limits.most() > 0 && recent >= limits.most());
    }

    private static boolean isWithin(Duration duration, Alert raised, Instant moment) {
        return Duration.between(raised.at(), moment).compareTo(duration) < 0;
    }

    private static boolean isOneScope(Scope scope, Alert one, Alert other) {
        return switch (scope) {
            case RULE -> true;
            case ZONE -> one.zone().equals(other.zone());
            case OBJECT -> person(one) == person(other);
        };
    }

    private static long person(Alert alert) {
        return alert.objects().get(0).track().number();
    }

    private static List<Alert> of(Alert.Kind kind, List<Alert> alerts) {
        return alerts.stream().filter(alert -> alert.kind() == kind).toList();
    }

    private static Map<String, Instant> ends(List<Alert> alerts) {
        return of(Alert.Kind.ENDED, alerts).stream().collect(Collectors.toMap(RandomLimitsTest::about, Alert::at));
    }

    private static String about(Alert alert) {
        return person(alert) + " " + alert.zone() + " " + alert.since();
    }

    private static String told(Alert alert, long suppressed) {
        return about(alert) + " at " + alert.at() + ", " + suppressed + " before";
    }
}
