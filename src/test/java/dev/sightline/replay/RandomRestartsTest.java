package dev.sightline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.CameraRun;
import dev.sightline.alert.Rule;
import dev.sightline.alert.RuleInput;
import dev.sightline.alert.RuleState;
import dev.sightline.alert.Watch;
import dev.sightline.condition.CameraHealth;
import dev.sightline.condition.CameraHealth.Delivery;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.EventDraft;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.wire.States;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule of each kind over random stories, with the rules changed now and then, is stopped and goes on at any moment. */
class RandomRestartsTest {
    private static final Instant START = Instant.parse("2026-05-04T23:58:00Z");
    private static final int FRAMES = 900;
    private static final List<Delivery> DELIVERIES = List.of(Delivery.values());

    private static final List<AlertRules> VERSIONS = List.of(
            new AlertRules(ManyRules.of(List.of("gate")), "home"),
            new AlertRules(
                    ManyRules.of(List.of("gate")).stream()
                            .map(rule -> rule.id().equals("presence") ? slower(rule) : rule)
                            .toList(),
                    "home"),
            new AlertRules(
                    ManyRules.of(List.of("gate")).stream()
                            .filter(rule -> !Set.of("left", "near", "count").contains(rule.id()))
                            .toList(),
                    "home"));

    /** What happens next, and by which rules it is judged. */
    private record Step(RuleInput input, AlertRules rules) {}

    private static Rule slower(Rule rule) {
        return ManyRules.rule(rule.id(), rule.camera(), ManyRules.presence(Duration.ofSeconds(4)));
    }

    static IntStream seeds() {
        return IntStream.range(0, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void saysTheSameAsWithoutAStop(int seed) {
        List<Step> story = story(new SplittableRandom(seed));

        List<Alert> whole = alerts(story, null);

        assertThat(whole.stream().map(Alert::rule).distinct()).hasSizeGreaterThan(8);
        assertThat(alerts(story, new SplittableRandom(~seed))).isEqualTo(whole);
        everyEndHasItsBeginning(whole);
    }

    /** An id is raised once, ends at most once and is not told of again after that. */
    private static void everyEndHasItsBeginning(List<Alert> alerts) {
        var going = new HashSet<String>();
        var raised = new HashSet<String>();
        for (Alert alert : alerts) {
            switch (alert.kind()) {
                case RAISED -> {
                    assertThat(raised.add(alert.id())).as("%s", alert).isTrue();
                    going.add(alert.id());
                }
                case ESCALATED -> assertThat(going).contains(alert.id());
                case ENDED ->
                    assertThat(going.remove(alert.id())).as("%s", alert).isTrue();
            }
        }
        Map<String, Set<String>> open = alerts.stream()
                .filter(alert -> going.contains(alert.id()))
                .filter(alert -> Set.of("presence", "left", "near", "count").contains(alert.rule()))
                .collect(
                        Collectors.groupingBy(Alert::rule, Collectors.mapping(Alert::ruleVersion, Collectors.toSet())));
        assertThat(open.values())
                .as("what lasts is of one version of a rule")
                .allMatch(versions -> versions.size() == 1);
    }

    /** What rules say; with {@code stops} they are written down and read again at random moments. */
    private static List<Alert> alerts(List<Step> story, @Nullable SplittableRandom stops) {
        var run = new CameraRun(Watch.initial("gate", "home"), Map.of());
        var kept = new HashMap<String, RuleState>();
        var alerts = new ArrayList<Alert>();
        for (Step step : story) {
            if (stops != null && stops.nextInt(25) == 0) {
                kept.replaceAll((rule, state) -> again(States.rules(), state));
                run = new CameraRun(again(States.watch(), run.watch()), kept);
            }
            if (stops != null && stops.nextInt(4) == 0) {
                alerts.addAll(run.revise(step.rules()));
            }
            alerts.addAll(run.take(step.rules(), step.input()));
            run.changes().forEach((rule, state) -> {
                if (state == null) {
                    kept.remove(rule);
                } else {
                    kept.put(rule, state);
                }
            });
        }
        return alerts;
    }

    private static <V> V again(Serde<V> serde, V value) {
        return serde.deserializer().deserialize("", serde.serializer().serialize("", value));
    }

    private static List<Step> story(SplittableRandom random) {
        var story = new ArrayList<Step>();
        var walkers = new ArrayList<Walker>();
        AlertRules rules = VERSIONS.get(0);
        for (int frame = 0, number = 1; frame < FRAMES; frame++) {
            Instant at = START.plusMillis(200L * frame);
            if (random.nextInt(100) == 0) {
                rules = VERSIONS.get(random.nextInt(VERSIONS.size()));
            }
            if (walkers.size() < 5 && random.nextInt(15) == 0) {
                walkers.add(new Walker(number++, random));
            }
            for (Walker walker : List.copyOf(walkers)) {
                boolean leaves = random.nextInt(120) == 0;
                story.add(new Step(new RuleInput.Followed(walker.event(frame, at, leaves)), rules));
                if (leaves) {
                    walkers.remove(walker);
                }
            }
            story.add(new Step(looked(frame, at), rules));
            if (random.nextInt(20) == 0) {
                var delivery = DELIVERIES.get(random.nextInt(DELIVERIES.size()));
                var health = new CameraHealth(delivery, random.nextInt(3) == 0, at);
                long after = (long) frame + random.nextInt(3);
                story.add(new Step(
                        new RuleInput.Told("gate", health, 1, after, new FrameRef("cameras", 0, frame)), rules));
            }
            if (random.nextInt(90) == 0) {
                String profile = random.nextBoolean() ? "away" : "home";
                story.add(new Step(
                        new RuleInput.Switched("gate", profile, at, new FrameRef("control", 0, frame)), rules));
            }
        }
        return story;
    }

    private static RuleInput looked(int frame, Instant at) {
        return new RuleInput.Looked(
                new FrameId("gate", 1, frame),
                new FrameRef("frames", 0, frame),
                "ab".repeat(32),
                new FrameRef("detections", 0, frame),
                at);
    }

    /** A person or a dog that walks, and stands now and then. */
    private static final class Walker {
        private final TrackId id;
        private final String label;
        private final SplittableRandom random;
        private @Nullable Instant first;
        private @Nullable Instant standing;
        private double x;
        private double step;

        Walker(int number, SplittableRandom random) {
            this.id = new TrackId("gate", 1, number);
            this.label = random.nextInt(3) == 0 ? "dog" : "person";
            this.random = random;
            this.x = 0.1 + 0.8 * random.nextDouble();
        }

        TrackEvent event(int frame, Instant at, boolean leaves) {
            first = first == null ? at : first;
            if (random.nextInt(15) == 0) {
                step = random.nextInt(3) == 0 ? 0 : 0.06 * (random.nextDouble() - 0.5);
            }
            x = Math.max(0.1, Math.min(0.9, x + step));
            standing = step != 0 ? null : standing == null ? at : standing;
            EventDraft draft = new EventDraft(id, at)
                    .frame(new FrameId("gate", 1, frame), new FrameRef("frames", 0, frame))
                    .seen(first, at)
                    .label(label)
                    .box(BoundingBox.ofCenter(x, 0.5, 0.1, 0.3))
                    .velocity(step * 5, 0)
                    .stationarySince(standing)
                    .score(0.45 + 0.4 * random.nextDouble(), 0.9);
            return leaves ? draft.ended(TrackEvent.EndReason.LOST) : draft.updated();
        }
    }
}
