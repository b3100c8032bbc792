package dev.sightline.cli;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Rule;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameRef;
import dev.sightline.replay.Hindsight;
import dev.sightline.stream.NamedRecords;
import dev.sightline.stream.NoRecordException;
import dev.sightline.track.TrackId;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An alert for people: from frame to alert, and what did not become one. */
final class ExplainedAlert {
    private static final int MOST_LINES = 30;

    private final PrintWriter out;
    private final Alert alert;

    ExplainedAlert(PrintWriter out, Alert alert) {
        this.out = out;
        this.alert = alert;
    }

    /** Prints what the alert goes back to. */
    void chain(FrameRef place, Optional<Rule> rule, NamedRecords records) {
        line("alert", alert.id() + " " + alert.kind() + " " + alert.severity() + ": " + alert.message());
        line("", "at " + alert.at() + ", record " + place.place());
        line("rule", alert.rule() + ", version " + alert.ruleVersion());
        line("", rule.map(this::today).orElse("it is not in the rules; name their file with --rules or --config"));
        line("camera", alert.camera() + (alert.zone().isEmpty() ? "" : ", " + alert.zone()));
        frame(records);
        line("model", alert.model().isEmpty() ? "none looked" : alert.model());
        detections(records);
        tracks(records);
        evidence(records);
        if (!alert.values().isEmpty()) {
            line("values", values());
        }
        line("suppressed", alert.suppressed() + " since the rule's alert before on this camera");
    }

    private String values() {
        return alert.values().entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%s %.2f", one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String today(Rule rule) {
        return rule.version().equals(alert.ruleVersion())
                ? rule.describe()
                : "the rule has changed since; today it is version " + rule.version() + ": " + rule.describe();
    }

    private void frame(NamedRecords records) {
        FrameRef ref = alert.ref();
        if (ref == null || alert.frame() == null) {
            line("frame", "the camera had not delivered any");
            return;
        }
        line(
                "frame",
                ref.place() + ", sequence " + alert.frame().sequence() + " of epoch "
                        + alert.frame().epoch());
        try {
            Frame frame = records.frame(alert);
            line("", "received at " + frame.receivedAt() + ", " + frame.size());
        } catch (NoRecordException e) {
            line("", String.valueOf(e.getMessage()));
        }
    }

    private void detections(NamedRecords records) {
        line("cause", alert.cause().place());
        try {
            Optional<Detections> seen = records.detections(alert);
            seen.ifPresent(detections -> line("", ReadableLine.of(detections)));
        } catch (NoRecordException e) {
            line("", String.valueOf(e.getMessage()));
        }
    }

    private void tracks(NamedRecords records) {
        Map<TrackId, NamedRecords.Placed> events = records.events(alert, Duration.ZERO);
        for (AlertObject object : alert.objects()) {
            NamedRecords.Placed placed = events.get(object.track());
            String name = object.label() + " " + object.track().number();
            line(
                    "track",
                    name
                            + (placed == null
                                    ? ": its record is not kept any more"
                                    : ", " + placed.place().place()));
            if (placed != null) {
                line("", ReadableLine.of(placed.event()));
            }
        }
    }

    private void evidence(NamedRecords records) {
        String kept = records.evidence(alert, Duration.ZERO)
                .map(evidence -> {
                    ByteBuffer jpeg = evidence.jpeg();
                    return jpeg == null
                            ? "no picture: " + evidence.reason()
                            : "a picture of " + jpeg.remaining() + " bytes; --picture FILE writes it";
                })
                .orElse("none is kept, or none any more");
        line("evidence", kept);
    }

    /** Prints why the rules of the camera fired or did not. */
    void hindsight(Hindsight past) {
        boolean isThere = past.rules().get(0).rule().equals(alert.rule());
        if (isThere && past.condition().isEmpty()) {
            line("condition", "what the rule was told then is not kept any more");
        }
        for (int i = 0; i < past.condition().size(); i++) {
            line(i == 0 ? "condition" : "", past.condition().get(i));
        }
        for (Hindsight.OfRule one : past.rules()) {
            boolean isOwn = one.rule().equals(alert.rule());
            out.println();
            out.println((isOwn ? "the rule " : "the camera's rule ") + one.rule() + " raised "
                    + Counted.of(one.raised().size(), "alert") + " around that time");
            print(one.raised().stream().map(at -> "at " + at).toList());
            print("near misses:", one.misses());
            print("other objects:", isOwn ? past.others() : List.of());
            print("at the alert's moment:", one.obstacles());
        }
    }

    private void print(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println("  " + title);
            print(lines.stream().map(line -> "  " + line).toList());
        }
    }

    private void print(List<String> lines) {
        lines.stream().limit(MOST_LINES).forEach(line -> out.println("  " + line));
        if (lines.size() > MOST_LINES) {
            out.println("  and " + (lines.size() - MOST_LINES) + " more");
        }
    }

    private void line(String what, String text) {
        out.println("%-11s%s".formatted(what, text));
    }
}
