package dev.sightline.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well the objects of one label were found.
 *
 * @param objects how many must be found
 * @param passedOver how many more there are, difficult ones and crowds
 * @param measures each average precision in [0, 1] by its name; absent when there is no object of its size
 * @param curve of the measure that the report shows
 */
public record ClassScore(
        String label, int objects, int passedOver, Map<String, Double> measures, PrecisionRecall curve) {
    /** Keeps the order of the measures. */
    public ClassScore {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /** Detections that show an object which no better one has shown. */
    public int right() {
        return curve.points().isEmpty() ? 0 : (int) Math.round(last().recall() * objects);
    }

    /** Detections that show nothing, or what a better one has shown. */
    public int wrong() {
        return curve.points().size() - right();
    }

    private PrecisionRecall.Point last() {
        return curve.points().get(curve.points().size() - 1);
    }
}
