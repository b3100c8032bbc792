package dev.sightline.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.condition.Anchor;
import dev.sightline.condition.Condition;
import dev.sightline.condition.CountIs;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Selection;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.schedule.Always;
import dev.sightline.track.EventDraft;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two persons stand around for as long as it takes, a frame every 100 ms, while the rules change. */
class ChangedRulesTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final Selection ANYWHERE = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of());

    private final Map<String, RuleState> kept = new HashMap<>();
    private CameraRun run = new CameraRun(Watch.initial("yard", "home"), Map.of());
    private int frame;

    private static Rule presence(String words, Escalation... escalations) {
        return new Rule(
                "presence",
                "yard",
                Severity.WARNING,
                new Lasting(new InZone(ANYWHERE), Duration.ofSeconds(1), Rule.GRACE),
                new When(new Always(), List.of()),
                limits(),
                List.of(escalations),
                words);
    }

    private static Rule rule(String id, Condition condition) {
        return new Rule(
                id,
                "yard",
                Severity.INFO,
                condition,
                new When(new Always(), List.of()),
                limits(),
                List.of(),
                "{count} {objects}");
    }

    private static Limits limits() {
        return new Limits(Duration.ZERO, Limits.Scope.RULE, 0, Duration.ofHours(1));
    }

    private static AlertRules rules(Rule... rules) {
        return new AlertRules(List.of(rules));
    }

    /** What the rules say to the next frames. */
    private List<Alert> stand(AlertRules rules, int frames) {
        var alerts = new ArrayList<Alert>();
        for (int i = 0; i < frames; i++, frame++) {
            Instant at = START.plusMillis(100L * frame);
            for (long person = 1; person <= 2; person++) {
                alerts.addAll(take(rules, new RuleInput.Followed(event(person, at))));
            }
            alerts.addAll(take(
                    rules,
                    new RuleInput.Looked(
                            new FrameId("yard", 7, frame),
                            new FrameRef("frames", 0, frame),
                            "ab".repeat(32),
                            new FrameRef("detections", 0, frame),
                            at)));
        }
        return alerts;
    }

    private TrackEvent event(long person, Instant at) {
        return new EventDraft(new TrackId("yard", 7, person), at)
                .frame(new FrameId("yard", 7, frame), new FrameRef("frames", 0, frame))
                .seen(START, at)
                .label("person")
                .box(BoundingBox.ofCenter(0.3 * person, 0.5, 0.1, 0.2))
                .score(0.7, 0.9)
                .updated();
    }

    private List<Alert> take(AlertRules rules, RuleInput input) {
        List<Alert> alerts = run.take(rules, input);
        keep();
        return alerts;
    }

    private void keep() {
        kept.putAll(run.changes());
        kept.values().removeIf(state -> state == null);
    }

    private void restart() {
        run = new CameraRun(run.watch(), kept);
    }

    @Test
    void endsInItsOldWordsWhatAChangedRuleHasRaised() {
        var critical = new Escalation(Duration.ofSeconds(1), Severity.CRITICAL);
        List<Alert> before = stand(rules(presence("{objects} there", critical)), 25);
        List<Alert> after = stand(rules(presence("{objects} here")), 1);

        assertThat(before).extracting(Alert::kind).containsOnly(Alert.Kind.RAISED, Alert.Kind.ESCALATED);
        Alert first = before.get(0);
        assertThat(after)
                .extracting(Alert::kind, Alert::severity, Alert::message)
                .containsExactly(
                        tuple(Alert.Kind.ENDED, Severity.CRITICAL, "person there, over: the rule was changed"),
                        tuple(Alert.Kind.ENDED, Severity.CRITICAL, "person there, over: the rule was changed"));
        assertThat(after).extracting(Alert::id).containsExactlyInAnyOrderElementsOf(ids(before));
        assertThat(after).extracting(Alert::ruleVersion).containsOnly(first.ruleVersion());
        assertThat(after).extracting(Alert::at).containsOnly(START.plusMillis(2400));
        assertThat(after).extracting(Alert::cause).containsOnly(new FrameRef("detections", 0, 24));
        assertThat(stand(rules(presence("{objects} here")), 25))
                .extracting(Alert::kind, Alert::message)
                .containsOnly(tuple(Alert.Kind.RAISED, "person here for 1 s"))
                .hasSize(2);
    }

    private static List<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).distinct().toList();
    }

    @Test
    void endsWhatARemovedRuleHasRaisedAndForgetsTheRule() {
        var both = rules(presence("x"), rule("two", new CountIs(ANYWHERE, 2, 9)));
        List<Alert> before = stand(both, 15);
        assertThat(kept).containsOnlyKeys("presence", "two");
        List<Alert> after = stand(rules(presence("x")), 1);

        assertThat(after).singleElement().satisfies(ended -> {
            assertThat(ended.rule()).isEqualTo("two");
            assertThat(ended.message()).isEqualTo("person, over: the rule was removed");
            assertThat(ended.severity()).isEqualTo(Severity.INFO);
            assertThat(ids(before)).contains(ended.id());
        });
        assertThat(kept).containsOnlyKeys("presence");
        assertThat(stand(rules(), 1)).extracting(Alert::rule).containsExactly("presence", "presence");
        assertThat(kept).isEmpty();
    }

    @Test
    void endsNothingThatWasNotRaisedOrIsOfAMoment() {
        var entry = rule("entry", new Passage(ANYWHERE, Passage.Way.IN));
        stand(rules(presence("x"), entry), 5);
        assertThat(stand(rules(), 1)).isEmpty();
    }

    @Test
    void goesOnWithARuleThatIsTheSameInAnotherFile() {
        stand(rules(presence("x")), 15);
        var more = rules(rule("two", new CountIs(ANYWHERE, 9, 9)), presence("x"));
        assertThat(stand(more, 20)).isEmpty();
    }

    @Test
    void saysTheSameAfterARestartAtAnyMomentAndWhoeverTellsOfTheChange() {
        AlertRules before = rules(presence("x"), rule("two", new CountIs(ANYWHERE, 2, 9)));
        AlertRules after = rules(presence("y"));
        stand(before, 15);
        List<Alert> live = stand(after, 12);
        assertThat(live).hasSize(5);
        for (int last = 0; last < 3; last++) {
            run = new CameraRun(Watch.initial("yard", "home"), Map.of());
            kept.clear();
            frame = 0;
            stand(before, 15);
            var replayed = new ArrayList<Alert>();
            if (last > 0) {
                restart();
            }
            if (last > 1) {
                replayed.addAll(run.revise(after));
                keep();
                restart();
            }
            replayed.addAll(stand(after, 12));
            assertThat(replayed).isEqualTo(live);
        }
    }

    @Test
    void namesTheRuleWhereAnEarlierVersionHasNotKeptItsWords() {
        stand(rules(presence("x")), 15);
        kept.replaceAll((id, state) -> new RuleState(
                state.camera(),
                state.version(),
                new Wording("", List.of()),
                state.notes(),
                state.occurrences(),
                state.cooldowns(),
                state.raised(),
                state.suppressed()));
        restart();
        assertThat(stand(rules(), 1))
                .extracting(Alert::severity, Alert::message)
                .containsOnly(tuple(Severity.WARNING, "presence, over: the rule was removed"))
                .hasSize(2);
    }
}
