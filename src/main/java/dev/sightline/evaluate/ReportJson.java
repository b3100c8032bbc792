package dev.sightline.evaluate;

import dev.sightline.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A report as JSON; shares are in [0, 1], and null where there are none. */
public final class ReportJson {
    private static final double DECIMALS = 1e6;

    private ReportJson() {}

    /** The whole document. */
    public static String write(EvaluationReport report) {
        Map<String, @Nullable Object> means = new LinkedHashMap<>();
        for (String measure : report.measures()) {
            OptionalDouble mean = report.mean(measure);
            means.put("m" + measure, mean.isEmpty() ? null : rounded(mean.getAsDouble()));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("protocol", report.protocol());
        root.put("images", report.images());
        root.put("means", means);
        root.put("shown", report.shown());
        root.put(
                "classes",
                report.classes().stream()
                        .map(score -> map(report.measures(), score))
                        .toList());
        root.put("notes", report.notes());
        return JsonText.write(root);
    }

    private static Map<String, Object> map(List<String> measures, ClassScore score) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String measure : measures) {
            Double value = score.measures().get(measure);
            values.put(measure, value == null ? null : rounded(value));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", score.label());
        map.put("measures", values);
        map.put("objects", score.objects());
        map.put("passedOver", score.passedOver());
        map.put("right", score.right());
        map.put("wrong", score.wrong());
        map.put(
                "precisionAtRecall",
                IntStream.rangeClosed(0, 100)
                        .mapToObj(i -> rounded(score.curve().precisionAt(i / 100.0)))
                        .toList());
        return map;
    }

    private static double rounded(double value) {
        return Math.round(value * DECIMALS) / DECIMALS;
    }
}
