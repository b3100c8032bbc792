package dev.sightline.alert;

import dev.sightline.condition.Finding;
import dev.sightline.condition.Scene;
import dev.sightline.condition.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the alerts of one rule at one moment. */
final class AlertWriter {
    private static final int ID_DIGITS = 32;

    private final String rule;
    private final String version;
    private final Wording wording;
    private final Scene scene;
    private final Evidence evidence;
    private final String end;

    /**
     * A writer.
     *
     * @param rule the rule's id
     * @param end how the message of what has ended closes, such as {@code over}
     */
    AlertWriter(String rule, String version, Wording wording, Scene scene, Evidence evidence, String end) {
        this.rule = rule;
        this.version = version;
        this.wording = wording;
        this.scene = scene;
        this.evidence = evidence;
        this.end = end;
    }

    /** The alert that raises it; {@code found} is when the rule found it first. */
    Alert raised(Finding finding, @Nullable Instant found, long suppressed) {
        String id = id(finding.subject(), finding.since(), found);
        return alert(Alert.Kind.RAISED, 0, id, finding, objects(finding), suppressed);
    }

    /** The alert that escalates it, once more than before. */
    Alert escalated(Finding finding, Occurrence occurrence) {
        String id = id(finding.subject(), finding.since(), occurrence.found());
        return alert(Alert.Kind.ESCALATED, occurrence.escalated(), id, finding, objects(finding), 0);
    }

    /** The alert that ends it. */
    Alert ended(Occurrence occurrence) {
        String id = id(occurrence.subject(), occurrence.since(), occurrence.found());
        var finding = new Finding(occurrence.subject(), occurrence.since(), List.of(), Map.of());
        return alert(Alert.Kind.ENDED, occurrence.escalated(), id, finding, occurrence.objects(), 0);
    }

    private String id(Subject subject, Instant since, @Nullable Instant found) {
        var parts = new ArrayList<>(List.of(rule, version, scene.camera(), subject.zone()));
        subject.tracks().forEach(track -> parts.add(track.toString()));
        parts.add(since.toString());
        parts.add(found == null ? "" : found.toString());
        return Sha256.hex(parts).substring(0, ID_DIGITS);
    }

    /** The objects that made a rule fire, as far as an alert names them. */
    static List<AlertObject> objects(Finding finding) {
        return finding.objects().stream()
                .limit(Alert.MAX_OBJECTS)
                .map(object -> new AlertObject(object.id(), object.label(), object.score(), object.box()))
                .toList();
    }

    private Alert alert(
            Alert.Kind kind, int escalated, String id, Finding finding, List<AlertObject> objects, long suppressed) {
        return new Alert(
                id,
                kind,
                rule,
                version,
                wording.severity(escalated),
                scene.camera(),
                finding.subject().zone(),
                scene.now(),
                finding.since(),
                objects,
                evidence.frame(),
                evidence.ref(),
                evidence.cause(),
                evidence.model(),
                suppressed,
                finding.values(),
                message(kind, finding, objects));
    }

    private String message(Alert.Kind kind, Finding finding, List<AlertObject> objects) {
        String names = objects.stream().map(AlertObject::label).distinct().collect(Collectors.joining(" and "));
        String zone = finding.subject().zone();
        String words = wording.words().isEmpty() ? rule : wording.words();
        String text = words.replace("{objects}", names.isEmpty() ? "something" : names)
                .replace("{zone}", zone.isEmpty() ? "the picture" : zone)
                .replace("{camera}", scene.camera());
        for (Map.Entry<String, Double> value : finding.values().entrySet()) {
            text = text.replace("{" + value.getKey() + "}", number(value.getValue()));
        }
        if (kind == Alert.Kind.ENDED) {
            return text.replaceAll("\\{\\w+} ?", "") + ", " + end;
        }
        long seconds = Duration.between(finding.since(), scene.now()).toSeconds();
        return seconds < 1 ? text : text + " for " + seconds + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
