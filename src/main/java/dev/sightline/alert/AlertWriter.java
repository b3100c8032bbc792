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

/** Writes the alerts of one rule at one moment. */
final class AlertWriter {
    private static final int ID_DIGITS = 32;

    private final RuleVersion version;
    private final Scene scene;
    private final Evidence evidence;

    AlertWriter(RuleVersion version, Scene scene, Evidence evidence) {
        this.version = version;
        this.scene = scene;
        this.evidence = evidence;
    }

    Alert raised(Finding finding, boolean momentary, long suppressed) {
        String id =
                id(finding.subject(), finding.since(), momentary ? scene.now().toString() : "");
        return alert(Alert.Kind.RAISED, version.rule().severity(), id, finding, objects(finding), suppressed);
    }

    Alert escalated(Finding finding, Severity severity) {
        String id = id(finding.subject(), finding.since(), "");
        return alert(Alert.Kind.ESCALATED, severity, id, finding, objects(finding), 0);
    }

    Alert ended(Occurrence occurrence, Severity severity) {
        String id = id(occurrence.subject(), occurrence.since(), "");
        var finding = new Finding(occurrence.subject(), occurrence.since(), List.of(), Map.of());
        return alert(Alert.Kind.ENDED, severity, id, finding, occurrence.objects(), 0);
    }

    private String id(Subject subject, Instant since, String moment) {
        var parts = new ArrayList<>(List.of(version.rule().id(), version.version(), scene.camera(), subject.zone()));
        subject.tracks().forEach(track -> parts.add(track.toString()));
        parts.add(since.toString());
        parts.add(moment);
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
            Alert.Kind kind,
            Severity severity,
            String id,
            Finding finding,
            List<AlertObject> objects,
            long suppressed) {
        return new Alert(
                id,
                kind,
                version.rule().id(),
                version.version(),
                severity,
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
        String text = version.rule()
                .words()
                .replace("{objects}", names.isEmpty() ? "something" : names)
                .replace("{zone}", zone.isEmpty() ? "the picture" : zone)
                .replace("{camera}", scene.camera());
        for (Map.Entry<String, Double> value : finding.values().entrySet()) {
            text = text.replace("{" + value.getKey() + "}", number(value.getValue()));
        }
        if (kind == Alert.Kind.ENDED) {
            return text.replaceAll("\\{\\w+} ?", "") + ", over";
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
