package dev.sightline.evaluate;

import dev.sightline.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How good the tracks of some sequences are, each by itself and all as one. */
public final class TrackingReport {
    private static final String OVERALL = "overall";
    private static final double DECIMALS = 1e6;

    private final Map<String, TrackingScore> sequences = new LinkedHashMap<>();
    private final TrackingScore overall;
    private final List<String> notes;

    /**
     * A report on sequences.
     *
     * @param sequences in the order of the report, each with a name of its own
     * @param notes what else a reader should know, a line each
     */
    public TrackingReport(List<TrackedSequence> sequences, List<String> notes) {
        TrackingScore sum = TrackingScore.none();
        List<String> all = new ArrayList<>(notes);
        for (TrackedSequence sequence : sequences) {
            TrackingScore score = sequence.score();
            this.sequences.put(sequence.name(), score);
            sum = sum.plus(score);
            all.addAll(sequence.notes());
        }
        this.overall = sum;
        this.notes = List.copyOf(all);
    }

    /** All sequences as one: counts add up, shares are of the sums. */
    public TrackingScore overall() {
        return overall;
    }

    /** As Markdown, ending with a line feed; shares are percentages with two decimals. */
    public String markdown() {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of("sequence"));
        columns.addAll(overall.shares().keySet());
        columns.addAll(overall.counts().keySet());
        lines.add("# Evaluation: tracks");
        lines.add("");
        lines.add(row(columns));
        lines.add("|---|" + "---:|".repeat(columns.size() - 1));
        sequences.forEach((name, score) -> lines.add(row(cells(plain(name), score))));
        lines.add(row(cells("**" + OVERALL + "**", overall)));
        if (!notes.isEmpty()) {
            lines.add("");
            notes.forEach(note -> lines.add("- " + plain(note)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> cells(String name, TrackingScore score) {
        List<String> cells = new ArrayList<>(List.of(name));
        score.shares()
                .values()
                .forEach(share ->
                        cells.add(Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share)));
        score.counts().values().forEach(count -> cells.add(count.toString()));
        return cells;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** A folder's name must not break the table. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }

    /** As JSON; shares are in [0, 1], and null where there are none. */
    public String json() {
        Map<String, Object> each = new LinkedHashMap<>();
        sequences.forEach((name, score) -> each.put(name, map(score)));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("sequences", each);
        root.put(OVERALL, map(overall));
        root.put("notes", notes);
        return JsonText.write(root);
    }

    private static Map<String, @Nullable Object> map(TrackingScore score) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        score.shares()
                .forEach((name, share) ->
                        map.put(name, Double.isNaN(share) ? null : Math.round(share * DECIMALS) / DECIMALS));
        map.putAll(score.counts());
        return map;
    }
}
