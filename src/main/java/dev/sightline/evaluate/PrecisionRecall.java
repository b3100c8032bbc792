package dev.sightline.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Precision against recall of one label, from the best detection to all of them.
 *
 * @param points one a detection that is not ignored, highest score first
 */
public record PrecisionRecall(List<Point> points) {
    /** Recall as a sum of many equal parts misses the value that it stands for by less than this. */
    private static final double ROUNDING = 1e-12;

    /**
     * The detections down to one score.
     *
     * @param recall the share of the objects that they show, in [0, 1]
     * @param precision the share of them that is right, in [0, 1]
     * @param ceiling the highest precision at this or a higher recall, in [0, 1]
     */
    public record Point(double score, double recall, double precision, double ceiling) {}

    /** Copies the list. */
    public PrecisionRecall {
        points = List.copyOf(points);
    }

    /**
     * The curve of some verdicts.
     *
     * @param objects how many must be found, ≥ 1
     */
    static PrecisionRecall of(ClassBoxes boxes, List<Matching.Verdict> verdicts, int objects) {
        List<Point> points = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) != Matching.Verdict.IGNORED) {
                right += verdicts.get(i) == Matching.Verdict.RIGHT ? 1 : 0;
                double precision = (double) right / (points.size() + 1);
                double score = boxes.found().get(i).box().score();
                points.add(new Point(score, (double) right / objects, precision, precision));
            }
        }
        for (int i = points.size() - 2; i >= 0; i--) {
            Point point = points.get(i);
            double ceiling = Math.max(point.precision(), points.get(i + 1).ceiling());
            points.set(i, new Point(point.score(), point.recall(), point.precision(), ceiling));
        }
        return new PrecisionRecall(points);
    }

    /** The highest precision at a recall of at least {@code recall}; 0 when that is never reached. */
    public double precisionAt(double recall) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points.get(middle).recall() < recall - ROUNDING) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == points.size() ? 0 : points.get(low).ceiling();
    }
}
