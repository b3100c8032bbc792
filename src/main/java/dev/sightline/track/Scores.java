package dev.sightline.track;

import java.util.ArrayList;
import java.util.List;

/**
 * The last scores of a track. Their median is the track's score: a false object has a good score now and then, a real one
 * most of the time, and one poor picture does not matter.
 *
 * @param last the last scores, oldest first, 1 to {@value #KEPT}, each in [0, 1] and exact as a 32-bit float
 */
public record Scores(List<Double> last) {
    /** How many are kept: one second at 7 frames/s, and more than twice the hits that confirm a track. */
    public static final int KEPT = 7;

    /** Rounds the scores and checks how many there are. */
    public Scores {
        if (last.isEmpty() || last.size() > KEPT) {
            throw new IllegalArgumentException("1 to " + KEPT + " scores are kept, not " + last.size());
        }
        last = last.stream().map(Rounded::single).toList();
    }

    static Scores of(double score) {
        return new Scores(List.of(score));
    }

    /** With one more. */
    Scores with(double score) {
        var all = new ArrayList<>(last.subList(last.size() == KEPT ? 1 : 0, last.size()));
        all.add(score);
        return new Scores(all);
    }

    /** The score in the middle; of an even number, the mean of the two there. */
    double median() {
        double[] sorted =
                last.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The last one. */
    public double latest() {
        return last.get(last.size() - 1);
    }
}
