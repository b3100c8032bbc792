package dev.sightline.evaluate;

import java.util.List;

/**
 * What HOTA is made of (Luiten et al.: HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking, IJCV 2021,
 * sections 5 and 6), at overlaps from 0.05 to 0.95. In each frame boxes are matched so that the sum over pairs of
 * overlap, weighed by how well the two go together all over the sequence, is the largest. The figures of several
 * sequences add up.
 */
final class Hota {
    static final int STEPS = 19;
    private static final double STEP = 0.05;
    private static final double ROUNDING = 1e-12;

    private final long boxes;
    private final double[] matches;
    private final double[] association;

    /**
     * The figures of a sequence.
     *
     * @param boxes of the ground truth and of tracks
     * @param matches matched boxes at each overlap
     * @param association at each overlap, the sum over matches of how well the two go together, each in [0, 1]
     */
    Hota(long boxes, double[] matches, double[] association) {
        this.boxes = boxes;
        this.matches = matches;
        this.association = association;
    }

    /** The least overlap of a match at {@code step}, 0 to 18, a rounding below it. */
    static double overlap(int step) {
        return STEP * (step + 1) - ROUNDING;
    }

    static Hota none() {
        return new Hota(0, new double[STEPS], new double[STEPS]);
    }

    static Hota of(List<TrackedFrame> frames) {
        return new HotaSums(frames).hota();
    }

    Hota plus(Hota other) {
        return new Hota(boxes + other.boxes, plus(matches, other.matches), plus(association, other.association));
    }

    private static double[] plus(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /** The mean over overlaps of the geometric mean of detection and association accuracy; NaN without any box. */
    double score() {
        if (boxes == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double detected = matches[i] / (boxes - matches[i]);
            double associated = matches[i] == 0 ? 0 : association[i] / matches[i];
            sum += Math.sqrt(detected * associated);
        }
        return sum / STEPS;
    }
}
