package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.app.AlertPictures;
import dev.sightline.detect.Detection;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.stream.EvidenceKeeper;
import dev.sightline.stream.TopicTail;
import dev.sightline.stream.TopicTail.Subscription;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dog stays, a person comes for eight seconds, later one comes for a second; and seven rules about it. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit starts the gate first
class ExplainCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int FRAMES = 120;
    private static final String RULES = """
            profiles: [home, away]
            cameras:
              - id: gate
                url: "rtsp://127.0.0.1/gate"
                zones:
                  - {name: yard, points: [[0.6, 0], [1, 0], [1, 0.5], [0.6, 0.5]]}
            rules:
              - {id: somebody, camera: gate, presence: {labels: [person], minScore: 0.5}, for: 4s, cooldown: 1s}
              - {id: anyone, camera: gate, presence: {labels: [person]}, cooldown: 0s}
              - {id: sure, camera: gate, presence: {labels: [person], minScore: 0.9}}
              - {id: in-the-yard, camera: gate, presence: {labels: [person], zone: yard}}
              - {id: when-away, camera: gate, presence: {labels: [person]}, profiles: [away]}
              - {id: hourly, camera: gate, presence: {labels: [person]}, cooldown: 1h}
              - {id: pack, camera: gate, count: {labels: [dog], atLeast: 2}}
            """;

    private static Path folder;
    private static Gate gate;
    private static Alert raised;
    private static Alert second;

    @BeforeAll
    static void live(@TempDir Path data) throws Exception {
        folder = data;
        gate = new Gate(data, RULES);
        gate.record(FRAMES, ExplainCommandIT::seen);
        List<Alert> alerts = gate.analyze(all -> all.stream()
                        .filter(one -> one.rule().equals("anyone") && one.kind() == Alert.Kind.ENDED)
                        .count()
                == 2);
        raised = alerts.stream()
                .filter(one -> one.rule().equals("somebody") && one.kind() == Alert.Kind.RAISED)
                .findFirst()
                .orElseThrow();
        second = alerts.stream()
                .filter(one -> one.rule().equals("anyone") && one.kind() == Alert.Kind.RAISED)
                .skip(1)
                .findFirst()
                .orElseThrow();
        List<AlertEvidence> kept = new CopyOnWriteArrayList<>();
        try (var tail = TopicTail.start(
                        gate.kafka(),
                        List.of(Subscription.to(gate.kafka().topics().evidence(), Integer.MAX_VALUE, kept::add)));
                var keeper =
                        EvidenceKeeper.start(gate.kafka(), new AlertPictures(), PipelineMetrics.NONE, gate.start())) {
            await().atMost(PATIENCE).until(() -> kept.size() == alerts.size());
            assertThat(keeper.running() && tail.running()).isTrue();
        }
    }

    private static List<Detection> seen(int i) {
        var all = new ArrayList<>(List.of(new Detection("dog", 18, 0.9, BoundingBox.ofCenter(0.8, 0.8, 0.2, 0.2))));
        if (i < 40) {
            all.add(new Detection("person", 1, 0.8, BoundingBox.ofCenter(0.2, 0.4, 0.1, 0.4)));
        } else if (i >= 70 && i < 77) {
            all.add(new Detection("person", 1, 0.8, BoundingBox.ofCenter(0.5, 0.4, 0.1, 0.4)));
        }
        return all;
    }

    @AfterAll
    static void stop() {
        gate.close();
    }

    @Test
    void tellsTheWayFromTheFrameToTheAlert() throws Exception {
        Path picture = folder.resolve("alert.jpg");
        List<String> out = explained(raised.id(), "--rules", gate.rules(), "--picture", picture);
        assertThat(out)
                .contains(
                        "alert      " + raised.id() + " RAISED WARNING: " + raised.message(),
                        "rule       somebody, version " + raised.ruleVersion(),
                        "           warning when person in the picture for 4 s; always; one alert in 1 s",
                        "model      " + "00".repeat(32),
                        "-> " + picture)
                .anyMatch(line -> line.matches("frame      sightline.frames-0@\\d+, sequence \\d+ of epoch 1"))
                .anyMatch(line -> line.matches("cause      sightline.detections-0@\\d+"))
                .anyMatch(line -> line.matches("track      person \\d+, sightline.tracks-0@\\d+"))
                .anyMatch(line -> line.matches("evidence   a picture of \\d+ bytes; --picture FILE writes it"))
                .anyMatch(line -> line.matches("condition  yes  person in the picture for 4 s \\(since .*\\)"))
                .anyMatch(line -> line.matches("           yes    person in the picture \\(in the picture\\)"));
        var image = new OpenCvJpegCodec().decode(ByteBuffer.wrap(Files.readAllBytes(picture)), Gate.SIZE);
        assertThat(image.size()).isEqualTo(Gate.SIZE);
    }

    @Test
    void tellsWhatOtherObjectsLacked() throws Exception {
        assertThat(of("the rule somebody raised 1 alert", explained(raised.id(), "--rules", gate.rules())))
                .anyMatch(line -> line.matches(".* person \\d+: held for [123]\\.\\d s of 4\\.0 s"))
                .anyMatch(line -> line.matches(".* dog \\d+: it is taken for dog, not person"));
    }

    @Test
    void tellsWhatOtherRulesLacked() throws Exception {
        List<String> out = explained(raised.id(), "--rules", gate.rules());
        assertThat(of("the camera's rule anyone raised 2 alerts", out))
                .anyMatch(line -> line.matches(" +person \\d+, 0.80: alerted of at .*"));
        assertThat(of("the camera's rule sure raised 0 alerts", out))
                .anyMatch(line -> line.matches(" +person \\d+, 0.80: its score is 0.8, below 0.9"));
        assertThat(of("the camera's rule in-the-yard raised 0 alerts", out))
                .anyMatch(line -> line.matches(" +person \\d+, 0.80: not person in yard: outside yard"));
        assertThat(of("the camera's rule when-away raised 0 alerts", out))
                .anyMatch(line -> line.matches(" +.* person \\d+: not in profile home"))
                .anyMatch(line -> line.matches(" +person \\d+, 0.80: outside the schedule or profile"));
        assertThat(of("the camera's rule hourly raised 1 alert", out))
                .anyMatch(line -> line.matches(" +.* person \\d+: cooling down since .*"));
        assertThat(of("the camera's rule pack raised 0 alerts", out))
                .contains("    no   at least 2 of dog in the picture (1 in the picture)");
    }

    /** The second person comes ten seconds after the first, of whom only a lead-in tells. */
    @Test
    void knowsACooldownFromBeforeTheTimeItLooksAt() throws Exception {
        List<String> known = explained(second.id(), "--rules", gate.rules(), "--around", "5s");
        assertThat(of("the camera's rule hourly raised 0 alerts", known))
                .anyMatch(line -> line.matches(" +.* person \\d+: cooling down since .*"))
                .anyMatch(line -> line.matches(" +person \\d+, 0.80: waits for the cooldown or the rate limit .*"));
        List<String> unknown = explained(second.id(), "--rules", gate.rules(), "--around", "5s", "--lead-in", "0s");
        assertThat(of("the camera's rule hourly raised 1 alert", unknown)).isNotEmpty();
    }

    @Test
    void saysThatTheRuleHasChanged() throws Exception {
        Path changed = Files.writeString(folder.resolve("changed.yaml"), RULES.replace("for: 4s", "for: 9s"));
        assertThat(explained(raised.id(), "--rules", changed))
                .anyMatch(
                        line -> line.matches(" +the rule has changed since; today it is version \\w{12}: .* for 9 s.*"))
                .anyMatch(line -> line.matches("condition  no   person in the picture for 9 s"));
    }

    @Test
    void asksForTheRules() throws Exception {
        assertThat(explained(raised.id()))
                .contains("           it is not in the rules; name their file with --rules or --config")
                .noneMatch(line -> line.startsWith("condition"));
        assertThat(explain(raised.id(), "--rules", folder.resolve("absent.yaml")))
                .satisfies(session -> assertThat(session.code()).isEqualTo(1))
                .satisfies(session ->
                        assertThat(session.err()).singleElement().asString().contains("absent.yaml"));
    }

    @Test
    void saysWhatIsNotKept() throws Exception {
        var frame = new FrameRef(gate.kafka().topics().frames().name(), 0, 999);
        gate.send(gate.kafka().topics().alerts(), raised.at(), moved(raised, frame));
        assertThat(explained("cc".repeat(16), "--rules", gate.rules()))
                .contains(
                        "           what was at sightline.frames-0@999 is not kept any more",
                        "evidence   none is kept, or none any more",
                        "condition  what the rule was told then is not kept any more");
        Path picture = folder.resolve("none.jpg");
        Session session = explain("cc".repeat(16), "--picture", picture);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).containsExactly("sightline: what was at sightline.frames-0@999 is not kept any more");
        assertThat(picture).doesNotExist();
    }

    /** Another one whose frame and detections are where none are. */
    private static Alert moved(Alert alert, FrameRef place) {
        return new Alert(
                "cc".repeat(16),
                alert.kind(),
                alert.rule(),
                alert.ruleVersion(),
                alert.severity(),
                alert.camera(),
                alert.zone(),
                alert.at(),
                alert.since(),
                alert.objects(),
                alert.frame(),
                place,
                new FrameRef("sightline.detections", 0, 999),
                alert.model(),
                alert.suppressed(),
                alert.values(),
                alert.message());
    }

    @Test
    void saysThatThereIsNoSuchAlert() {
        assertThat(explain("nothing"))
                .isEqualTo(new Session(
                        1,
                        List.of(),
                        List.of(
                                "sightline: there is no alert nothing in sightline.alerts; check the id, the prefix, and"
                                        + " whether it is older than alerts are kept")));
    }

    /** The lines about one rule. */
    private static List<String> of(String title, List<String> lines) {
        assertThat(lines).as(String.join("\n", lines)).contains(title + " around that time");
        int first = lines.indexOf(title + " around that time");
        return lines.stream().skip(first + 1).takeWhile(line -> !line.isEmpty()).toList();
    }

    private static List<String> explained(Object... arguments) {
        Session session = explain(arguments);
        assertThat(session.code()).as(String.join("\n", session.err())).isZero();
        return session.out();
    }

    private static Session explain(Object... arguments) {
        var all = new ArrayList<Object>(List.of("explain"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", gate.kafka().bootstrapServers()));
        return Session.of(all.toArray());
    }
}
