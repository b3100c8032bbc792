package dev.sightline.evaluate;

import dev.sightline.evaluate.PrecisionRecall.Point;

/** One number for a curve, in [0, 1]: the mean of the highest precision at each recall or a higher one. */
public enum AveragePrecision {
    /** The area below the curve: Pascal VOC from 2010 on (devkit of 2012, section 3.4.1). */
    ALL_POINTS("all points") {
        @Override
        public double of(PrecisionRecall curve) {
            double sum = 0;
            double recall = 0;
            for (Point point : curve.points()) {
                sum += (point.recall() - recall) * point.ceiling();
                recall = point.recall();
            }
            return sum;
        }
    },
    /** At the recalls 0, 0.1, … 1: Pascal VOC 2007 (Everingham et al., IJCV 2010, section 4.2). */
    ELEVEN_POINTS("11 points") {
        @Override
        public double of(PrecisionRecall curve) {
            return mean(curve, 10);
        }
    },
    /** At the recalls 0, 0.01, … 1: COCO ({@code accumulate} in {@code pycocotools/cocoeval.py}). */
    HUNDRED_AND_ONE_POINTS("101 points") {
        @Override
        public double of(PrecisionRecall curve) {
            return mean(curve, 100);
        }
    };

    private final String words;

    AveragePrecision(String words) {
        this.words = words;
    }

    /** The average of a curve; 0 when it has no points. */
    public abstract double of(PrecisionRecall curve);

    @Override
    public String toString() {
        return words;
    }

    private static double mean(PrecisionRecall curve, int steps) {
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            sum += curve.precisionAt((double) i / steps);
        }
        return sum / (steps + 1);
    }
}
