package dev.sightline.stream;

import static dev.sightline.stream.AnalyzeRun.KAFKA;
import static dev.sightline.stream.AnalyzeRun.START;
import static dev.sightline.stream.AnalyzeRun.TOPICS;
import static dev.sightline.stream.AnalyzeRun.bytes;
import static dev.sightline.stream.AnalyzeRun.person;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.Limits;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.camera.CameraStatus;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Selection;
import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.schedule.Always;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackerSettings;
import dev.sightline.wire.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnalyzeTopologyTest {
    private static final Zone RIGHT_HALF = new Zone(
            "right half", new Polygon(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1))));

    private AnalyzeRun run;

    @BeforeEach
    void start() {
        var who = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of(RIGHT_HALF));
        var rule = new Rule(
                "lingering",
                "gate",
                Severity.WARNING,
                new Lasting(new InZone(who), Duration.ofSeconds(2), Rule.GRACE),
                new When(new Always(), List.of()),
                new Limits(Duration.ofMinutes(1), Limits.Scope.RULE, 0, Duration.ofHours(1)),
                List.of(),
                "{objects} in {zone}");
        var away = new Rule(
                "armed",
                "dock",
                Severity.CRITICAL,
                rule.condition(),
                new When(new Always(), List.of("away")),
                rule.limits(),
                List.of(),
                "{objects} in {zone}");
        run = new AnalyzeRun(new AlertRules(List.of(rule, away), "home"));
    }

    @AfterEach
    void stop() {
        run.close();
    }

    @Test
    void followsAPersonAndAlertsWhenItLingers() {
        for (int i = 0; i < 25; i++) {
            run.pipe("gate", i, person(0.7));
        }

        List<TrackEvent> events = run.output(TOPICS.tracks()).readValuesToList();
        assertThat(events).first().extracting(TrackEvent::type).isEqualTo(TrackEvent.Type.STARTED);
        assertThat(events).extracting(event -> event.id().number()).containsOnly(1L);
        assertThat(run.output(TOPICS.alerts()).readValuesToList())
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.zone()).isEqualTo("right half");
                    assertThat(Duration.between(alert.since(), alert.at()))
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
                });
    }

    @Test
    void endsAfterARestartWhatARuleHadRaisedThatIsNoMore() {
        for (int i = 0; i < 25; i++) {
            run.pipe("gate", i, person(0.7));
        }
        Alert raised = run.output(TOPICS.alerts()).readValue();

        restart(new AlertRules(List.of(), "home"));
        run.driver().advanceWallClockTime(Duration.ofSeconds(2));

        assertThat(run.output(TOPICS.alerts()).readKeyValuesToList())
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key, UTF_8)).isEqualTo("gate");
                    assertThat(record.value.id()).isEqualTo(raised.id());
                    assertThat(record.value.kind()).isEqualTo(Alert.Kind.ENDED);
                    assertThat(record.value.at()).isEqualTo(START.plusMillis(24 * 200));
                });
        try (var kept =
                run.driver().getKeyValueStore(AnalyzeTopology.RULE_STORE).all()) {
            assertThat(kept.hasNext()).isFalse();
        }
    }

    private void restart(AlertRules rules) {
        var kept = new HashMap<String, List<KeyValue<Object, Object>>>();
        for (String store : run.driver().getAllStateStores().keySet()) {
            var entries = new ArrayList<KeyValue<Object, Object>>();
            try (var all = run.driver().getKeyValueStore(store).all()) {
                all.forEachRemaining(entries::add);
            }
            kept.put(store, entries);
        }
        run.close();
        run = new AnalyzeRun(rules);
        kept.forEach((store, entries) ->
                entries.forEach(entry -> run.driver().getKeyValueStore(store).put(entry.key, entry.value)));
    }

    @Test
    void keepsCamerasApart() {
        for (int i = 0; i < 25; i++) {
            run.pipe("gate", i, person(0.2));
            run.pipe("yard", i, person(0.7));
        }

        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .extracting(event -> event.id().camera() + event.id().number())
                .containsOnly("gate1", "yard1");
        assertThat(run.output(TOPICS.alerts()).readValuesToList()).isEmpty();
    }

    @Test
    void takesARecordThatComesAgainOnlyOnce() {
        for (int i = 0; i < 10; i++) {
            run.pipe("gate", i, person(0.7));
            run.pipe("gate", i, person(0.7));
        }

        assertThat(run.output(TOPICS.tracks()).readValuesToList())
                .extracting(event -> event.frame().sequence())
                .doesNotHaveDuplicates();
    }

    @Test
    void putsAsideWhatIsNotAvroAndGoesOn() {
        var in = run.driver()
                .createInputTopic(TOPICS.detections().name(), new ByteArraySerializer(), new ByteArraySerializer());
        in.pipeInput(bytes("gate"), bytes("what is this"));
        in.pipeInput(bytes("gate"), (byte[]) null);
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7));
        }

        assertThat(run.output(TOPICS.deadLetters()).readValuesToList())
                .extracting(DeadLetter::stage, DeadLetter::reason)
                .containsOnly(tuple("analyze", "not-avro"))
                .hasSize(2);
        assertThat(run.output(TOPICS.tracks()).readValuesToList()).isNotEmpty();
    }

    @Test
    void sendsTracksOfSomeClassesToTopicsOfTheirOwnToo() {
        for (int i = 0; i < 5; i++) {
            run.pipe("gate", i, person(0.7), found("traffic light", 10, 0.2), found("dog", 18, 0.4));
        }
        run.status("gate", CameraStatus.State.LOST, 4);

        List<TrackEvent> all = run.output(TOPICS.tracks()).readValuesToList();
        assertThat(all).extracting(TrackEvent::label).contains("person", "traffic light", "dog");
        for (String label : List.of("person", "traffic light")) {
            assertThat(run.output(TOPICS.tracks(label)).readValuesToList())
                    .isEqualTo(all.stream()
                            .filter(event -> event.label().equals(label))
                            .toList());
        }
        assertThat(run.driver().producedTopicNames())
                .contains("sightline.tracks.traffic-light")
                .doesNotContain("sightline.tracks.dog");
    }

    @Test
    void whoReadsTheTopicOfAClassSeesTracksThatTurnOutToBeOfAnother() {
        for (int i = 0; i < 4; i++) {
            run.pipe("gate", i, found("car", 3, 0.7));
        }
        for (int i = 4; i < 14; i++) {
            run.pipe("gate", i, found("truck", 8, 0.7));
        }
        run.status("gate", CameraStatus.State.LOST, 13);

        List<TrackEvent> all = run.output(TOPICS.tracks()).readValuesToList();
        TrackEvent turned = all.stream()
                .filter(event -> event.label().equals("truck"))
                .findFirst()
                .orElseThrow();
        assertThat(run.output(TOPICS.tracks("car")).readValuesToList())
                .hasSizeGreaterThan(1)
                .isEqualTo(all.subList(0, all.indexOf(turned) + 1));
        assertThat(run.output(TOPICS.tracks("truck")).readValuesToList())
                .hasSizeGreaterThan(1)
                .isEqualTo(all.subList(all.indexOf(turned), all.size()));
        assertThat(all).last().extracting(TrackEvent::type).isEqualTo(TrackEvent.Type.ENDED);
    }

    private static Detection found(String label, int classIndex, double x) {
        return new Detection(label, classIndex, 0.75, BoundingBox.ofCenter(x, 0.5, 0.1, 0.4));
    }

    @Test
    void alertsInTheProfileThatIsSwitchedOn() {
        for (int i = 0; i < 25; i++) {
            run.pipe("dock", i, person(0.7));
        }
        assertThat(run.output(TOPICS.alerts()).readValuesToList()).isEmpty();
        run.driver()
                .createInputTopic(
                        TOPICS.controls().name(),
                        new ByteArraySerializer(),
                        TOPICS.controls().serde().serializer())
                .pipeInput(new ProfileSwitch("away", START.plusSeconds(6)));

        assertThat(run.output(TOPICS.alerts()).readKeyValuesToList())
                .singleElement()
                .satisfies(record -> {
                    assertThat(new String(record.key, UTF_8)).isEqualTo("dock");
                    assertThat(record.value.cause().topic()).isEqualTo("sightline.control");
                    assertThat(record.value.since()).isBefore(START.plusSeconds(2));
                });
    }

    @Test
    void readsCamerasWithTheirDetections() {
        String all = AnalyzeTopology.build(
                        KAFKA,
                        new BoxTracker(TrackerSettings.DEFAULT),
                        () -> new AlertRules(List.of()),
                        PipelineMetrics.NONE,
                        Trace.NONE)
                .describe()
                .toString();
        assertThat(all).contains("Sub-topology: 0").doesNotContain("Sub-topology: 1");
    }
}
