package dev.sightline.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.Condition;
import dev.sightline.condition.CountIs;
import dev.sightline.condition.CrossesLine;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Passage;
import dev.sightline.condition.Selection;
import dev.sightline.config.SightlineConfig;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.replay.Comparison;
import dev.sightline.replay.Question;
import dev.sightline.replay.RuleReplay;
import dev.sightline.schedule.Always;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TimeRange;
import dev.sightline.stream.TopicSetup;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a day of ten cameras takes to be replayed. */
final class Replaying {
    private static final int CAMERAS = 10;
    private static final Duration LENGTH = Duration.ofDays(1);
    private static final double BAR_SECONDS = 60;

    private Replaying() {}

    /** Writes the day, replays it and prints seconds and events a second. */
    static void measure(SightlineConfig config, Path folder, PrintStream out) throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder.resolve("replay"), 0))) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), config.stream());
            TopicSetup.ensure(kafka);
            Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            Instant start = end.minus(LENGTH);
            long before = System.nanoTime();
            long events = new RecordedDay(kafka.topics(), config.stream().partitions(), start)
                    .write(broker.bootstrapServers(), CAMERAS, LENGTH);
            out.printf("%n%,d track events and as many detections written in %.0f s%n", events, seconds(before));
            var question = new Question(kafka, rules(), "", new TimeRange(start, end), Duration.ofHours(1), Set.of());
            long cpu = cpu();
            before = System.nanoTime();
            Comparison answer = new RuleReplay(question, new Alone()).run(2).orElseThrow();
            double seconds = seconds(before);
            out.printf(
                    "replayed %d rules on %d cameras in %.1f s: %,.0f events/s, CPU %.1f s (broker included), %d alerts%n",
                    rules().size(),
                    CAMERAS,
                    seconds,
                    events / seconds,
                    (cpu() - cpu) / 1e9,
                    answer.alerts().size());
            out.printf("wanted: less than %.0f s, %s%n", BAR_SECONDS, seconds < BAR_SECONDS ? "met" : "MISSED");
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static List<Rule> rules() {
        var right = new Zone(
                "right", new Polygon(List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 1), new Point(0.5, 1))));
        var who = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of(right));
        var line = new Line("middle", List.of(new Point(0.5, 0), new Point(0.5, 1)));
        List<Condition> conditions = List.of(
                new Lasting(new InZone(who), Duration.ofSeconds(2), Rule.GRACE),
                new Passage(who, Passage.Way.IN),
                new CrossesLine(who, line, CrossesLine.Direction.ANY, 0.1),
                new Lasting(new CountIs(who, 2, 99), Duration.ofSeconds(2), Rule.GRACE),
                new Lasting(new CountIs(who, 0, 0), Duration.ofMinutes(1), Duration.ZERO));
        var rules = new ArrayList<Rule>();
        for (int camera = 0; camera < CAMERAS; camera++) {
            for (int i = 0; i < conditions.size(); i++) {
                rules.add(rule("rule-" + i, RecordedDay.camera(camera), conditions.get(i)));
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
                new Limits(Duration.ofSeconds(30), Limits.Scope.RULE, 0, Duration.ofHours(1)),
                List.of(),
                "{objects} in {zone}");
    }

    /** Waits without a word. */
    private static final class Alone implements RuleReplay.Audience {
        @Override
        public void progress(long done, long total) {
            // Nobody looks.
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }
}
