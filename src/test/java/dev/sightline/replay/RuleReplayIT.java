package dev.sightline.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertRules;
import dev.sightline.alert.Rule;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.cli.SightlineCommand;
import dev.sightline.config.SightlineConfig;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.stream.AnalyzeTopology;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import dev.sightline.stream.TimeRange;
import dev.sightline.stream.TopicSetup;
import dev.sightline.stream.TopicTail;
import dev.sightline.trace.Trace;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class RuleReplayIT {
    private static final Map<String, Integer> CAMERAS = Map.of("gate", 0, "yard", 1, "hall", 1);
    private static final TimeRange DAY = new TimeRange(Day.START, Day.START.plus(Duration.ofDays(1)));
    private static final List<Rule> RULES = ManyRules.of(CAMERAS.keySet());
    private static final List<Alert> LIVE = new ArrayList<>();

    private static EmbeddedBroker broker;
    private static KafkaSettings kafka;

    /** Lives through a day of three cameras. */
    @BeforeAll
    static void live(@TempDir Path folder) throws Exception {
        broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("broker"), 0));
        var settings = SightlineConfig.DEFAULT.withDataFolder(folder).stream();
        kafka = new KafkaSettings(broker.bootstrapServers(), settings);
        Day.createTopics(kafka.topics(), broker.bootstrapServers(), settings.partitions());
        TopicSetup.ensure(kafka);
        Day.write(kafka.topics(), broker.bootstrapServers(), CAMERAS, 24);
        var rules = new AlertRules(RULES, "home");
        var topology = AnalyzeTopology.build(
                kafka, new BoxTracker(TrackerSettings.DEFAULT), () -> rules, PipelineMetrics.NONE, Trace.NONE);
        try (var runner = new StreamsRunner(kafka, "analyze", 1, AnalyzeTopology.COMMIT_INTERVAL, topology);
                var tail = TopicTail.start(
                        kafka,
                        List.of(TopicTail.Subscription.to(
                                kafka.topics().alerts(), Integer.MAX_VALUE, RuleReplayIT::raised)))) {
            assertThat(tail.awaitReady(Duration.ofSeconds(20))).isTrue();
            runner.start();
            awaitEnd();
        }
    }

    private static void raised(Alert alert) {
        synchronized (LIVE) {
            LIVE.add(alert);
        }
    }

    private static void awaitEnd() {
        await().atMost(Duration.ofSeconds(150)).until(() -> {
            synchronized (LIVE) {
                return LIVE.stream()
                                .filter(alert -> alert.at().equals(Day.LAST)
                                        && alert.rule().equals("tampered"))
                                .count()
                        == CAMERAS.size();
            }
        });
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void givesExactlyTheAlertsThatWereRaisedLive() throws Exception {
        Comparison comparison = replay(RULES, DAY, Set.of());

        assertThat(changes(comparison)).isEmpty();
        List<Alert> replayed = comparison.alerts().stream()
                .map(Comparison.Compared::alert)
                .sorted(order())
                .toList();
        assertThat(replayed.equals(LIVE.stream().sorted(order()).toList()))
                .as("every part of every alert is the same")
                .isTrue();
        assertThat(LIVE.stream().map(Alert::rule).distinct())
                .as("every rule fires")
                .containsAll(RULES.stream().map(Rule::id).toList());
        assertThat(LIVE.stream().map(Alert::kind).distinct()).containsExactlyInAnyOrder(Alert.Kind.values());
    }

    @Test
    void givesTheSameForAPartOfTheDayAfterALeadIn() throws Exception {
        var hours = new TimeRange(Day.START.plus(Duration.ofHours(7)), Day.START.plus(Duration.ofHours(11)));
        List<Rule> rules = RULES.stream()
                .filter(rule -> !rule.id().equals("first") && !rule.id().equals("crossing"))
                .toList();

        Comparison comparison = replay(rules, hours, Set.of("yard"));

        assertThat(comparison.of(Comparison.Change.NEW)).isEmpty();
        assertThat(comparison.of(Comparison.Change.GONE))
                .extracting(Alert::rule)
                .isSubsetOf("first", "crossing");
        assertThat(comparison.alerts())
                .extracting(each -> each.alert().camera())
                .containsOnly("yard");
        assertThat(comparison.alerts())
                .allMatch(each -> hours.contains(each.alert().at()));
    }

    @Test
    void saysWhatAChangedRuleWouldHaveDoneOfTheSameEvents() throws Exception {
        List<Rule> slower = RULES.stream()
                .map(rule -> rule.id().equals("presence")
                        ? ManyRules.rule("presence", rule.camera(), ManyRules.presence(Duration.ofSeconds(8)))
                        : rule)
                .toList();

        Comparison comparison = replay(slower, DAY, Set.of());

        assertThat(comparison.isChanged()).isTrue();
        assertThat(comparison.alerts())
                .filteredOn(each -> each.change() != Comparison.Change.SAME)
                .extracting(each -> each.alert().rule())
                .containsOnly("presence");
        Comparison.Row row = comparison.rows().stream()
                .filter(each -> each.rule().equals("presence") && each.camera().equals("gate"))
                .findFirst()
                .orElseThrow();
        assertThat(row.perDay()).isEqualTo((double) row.raised());
        assertThat(row.same()).isZero();
        assertThat(row.gone()).as("too short for the slower rule").isPositive();
        assertThat(row.alike()).as("raised later").isPositive();
        assertThat(LIVE.stream().filter(RuleReplayIT::isPresenceAtTheGate).count())
                .isEqualTo(row.alike() + row.gone());
        assertThat(comparison.of(Comparison.Change.NEW))
                .as("raised later, so escalated less often")
                .extracting(Alert::kind)
                .containsOnly(Alert.Kind.ENDED);
    }

    @Test
    void isACommandThatFailsOnChangeAndWritesFiles(@TempDir Path folder) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                cameras:
                  - id: gate
                    url: rtsp://127.0.0.1/gate
                    zones:
                      - {name: right, points: [[0.5, 0], [1, 0], [1, 1], [0.5, 1]]}
                rules:
                  - {id: presence, camera: gate, presence: {zone: right}, for: 4s}
                """);
        String[] command = {
            "replay",
            "rules",
            "--rules",
            rules.toString(),
            "--camera",
            "gate",
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--from",
            DAY.from().toString(),
            "--to",
            DAY.to().toString(),
            "--out",
            folder.toString()
        };

        assertThat(SightlineCommand.run(command)).isZero();
        assertThat(SightlineCommand.run(Stream.concat(Stream.of(command), Stream.of("--fail-on-change"))
                        .toArray(String[]::new)))
                .isEqualTo(1);

        assertThat(Files.readAllLines(folder.resolve("rules.csv")))
                .startsWith("rule,camera,alerts,perDay,same,alike,new,gone")
                .anyMatch(line -> line.matches("presence,gate,[1-9].*"));
        assertThat(Files.readAllLines(folder.resolve("alerts.jsonl")))
                .anyMatch(line -> line.startsWith("{\"change\":\"new\",\"alert\":{\"id\":\""))
                .noneMatch(line -> line.contains("\"camera\":\"yard\""));
        BufferedImage picture = ImageIO.read(folder.resolve("timeline.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(1400);
        assertThat(colours(picture)).contains(0xf28e2b, 0xe15759);
    }

    private static boolean isPresenceAtTheGate(Alert alert) {
        return alert.rule().equals("presence") && alert.camera().equals("gate");
    }

    private static Set<Integer> colours(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(
                        0, 60, picture.getWidth(), picture.getHeight() - 60, null, 0, picture.getWidth()))
                .mapToObj(pixel -> pixel & 0xffffff)
                .collect(Collectors.toSet());
    }

    @Test
    void endsWhenNobodyWaits() throws Exception {
        var question = new Question(kafka, RULES, "home", DAY, Duration.ZERO, Set.of());
        var stopped = new RuleReplay(question, new RuleReplay.Audience() {
            @Override
            public void progress(long done, long total) {
                // Nobody looks.
            }

            @Override
            public boolean stopped() {
                return true;
            }
        });

        assertThat(stopped.run(2)).isEmpty();
    }

    /** Few and short lines, where a whole alert is long. */
    private static List<String> changes(Comparison comparison) {
        return comparison.alerts().stream()
                .filter(each -> each.change() != Comparison.Change.SAME)
                .limit(20)
                .map(each -> "%s %s %s %s at %s"
                        .formatted(
                                each.change(),
                                each.alert().kind(),
                                each.alert().rule(),
                                each.alert().camera(),
                                each.alert().at()))
                .toList();
    }

    private static Comparison replay(List<Rule> rules, TimeRange range, Set<String> cameras) throws Exception {
        var question = new Question(kafka, rules, "home", range, Duration.ofHours(1), cameras);
        return new RuleReplay(question, new RuleReplay.Audience() {
                    @Override
                    public void progress(long done, long total) {
                        assertThat(done).isLessThanOrEqualTo(total);
                    }

                    @Override
                    public boolean stopped() {
                        return false;
                    }
                })
                .run(2)
                .orElseThrow();
    }

    private static Comparator<Alert> order() {
        return Comparator.comparing(Alert::camera)
                .thenComparing(Alert::at)
                .thenComparing(Alert::rule)
                .thenComparing(Alert::id)
                .thenComparing(Alert::kind)
                .thenComparing(Alert::severity);
    }
}
