package dev.sightline.replay;

import dev.sightline.alert.Alert;
import java.util.List;
import java.util.Locale;

/** A comparison as text for people. */
public final class ReplayTable {
    /** More lines of changes nobody reads on a console. */
    private static final int MOST_CHANGES = 20;

    private ReplayTable() {}

    /** A line for each rule and camera, then what is new and what is gone; what is alike is told in number only. */
    public static String write(Comparison comparison) {
        List<Comparison.Row> rows = comparison.rows();
        int rule = width(rows.stream().map(Comparison.Row::rule).toList(), "all rules");
        int camera = width(rows.stream().map(Comparison.Row::camera).toList(), "camera");
        String format = "%-" + rule + "s  %-" + camera + "s  %7s  %8s  %7s  %7s  %7s  %7s%n";
        var text = new StringBuilder(String.format(
                Locale.ROOT, format, "rule", "camera", "alerts", "per day", "same", "alike", "new", "gone"));
        for (Comparison.Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    row.rule().isEmpty() ? "all rules" : row.rule(),
                    row.camera(),
                    row.raised(),
                    String.format(Locale.ROOT, "%.1f", row.perDay()),
                    row.same(),
                    row.alike(),
                    row.added(),
                    row.gone()));
        }
        list(text, "new", comparison.of(Comparison.Change.NEW));
        list(text, "gone", comparison.of(Comparison.Change.GONE));
        return text.toString();
    }

    private static int width(List<String> words, String least) {
        return Math.max(
                least.length(), words.stream().mapToInt(String::length).max().orElse(0));
    }

    private static void list(StringBuilder text, String change, List<Alert> alerts) {
        alerts.stream().limit(MOST_CHANGES).forEach(alert -> text.append(line(change, alert)));
        if (alerts.size() > MOST_CHANGES) {
            text.append(String.format(Locale.ROOT, "%-4s and %d more%n", change, alerts.size() - MOST_CHANGES));
        }
    }

    private static String line(String change, Alert alert) {
        return String.format(
                Locale.ROOT,
                "%-4s %s %s %s, camera %s: %s (%s)%n",
                change,
                alert.at(),
                alert.kind(),
                alert.rule(),
                alert.camera(),
                alert.message(),
                alert.id());
    }
}
