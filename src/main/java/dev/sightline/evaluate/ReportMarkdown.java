package dev.sightline.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A report as Markdown. */
public final class ReportMarkdown {
    private ReportMarkdown() {}

    /** The whole text, ending with a line feed; percentages have two decimals. */
    public static String write(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("# Evaluation: " + report.protocol());
        lines.add("");
        lines.add(report.measures().stream()
                .map(measure -> "m" + measure + " **" + percent(report.mean(measure)) + "**")
                .collect(Collectors.joining(", ")));
        lines.add("");
        lines.add(
                "Pictures: " + report.images() + ". Labels: " + report.classes().size() + ".");
        lines.add("");
        List<String> columns = new ArrayList<>(List.of("label"));
        columns.addAll(report.measures());
        columns.addAll(List.of("objects", "passed over", "right", "wrong"));
        lines.add(row(columns));
        lines.add("|---|" + "---:|".repeat(columns.size() - 1));
        report.classes().forEach(score -> lines.add(row(cells(report, score))));
        if (!report.notes().isEmpty()) {
            lines.add("");
            report.notes().forEach(note -> lines.add("- " + plain(note)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> cells(EvaluationReport report, ClassScore score) {
        List<String> cells = new ArrayList<>(List.of(plain(score.label())));
        for (String measure : report.measures()) {
            Double value = score.measures().get(measure);
            cells.add(percent(value == null ? OptionalDouble.empty() : OptionalDouble.of(value)));
        }
        cells.add(Integer.toString(score.objects()));
        cells.add(Integer.toString(score.passedOver()));
        cells.add(Integer.toString(score.right()));
        cells.add(Integer.toString(score.wrong()));
        return cells;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share.getAsDouble());
    }

    /** A dataset's words must not break the table. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
