package dev.sightline.detect;

import java.util.Arrays;

/**
 * Scores that are taken out best first, each with a number of its own: first every {@link #add}, then every
 * {@link #removeBest}. A heap that is built at once in linear time, whatever the order, as only a few are taken out.
 */
final class Ranking {
    private double[] scores = new double[16];
    private int[] ats = new int[16];
    private int size;
    private boolean ordered;

    int size() {
        return size;
    }

    /** Takes in a score; of equal ones the lower {@code at} is the better. */
    void add(double score, int at) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            ats = Arrays.copyOf(ats, 2 * size);
        }
        scores[size] = score;
        ats[size++] = at;
    }

    /** The best score; there is at least one. */
    double bestScore() {
        order();
        return scores[0];
    }

    /** The number of the best score. */
    int best() {
        order();
        return ats[0];
    }

    void removeBest() {
        order();
        size--;
        sink(0, scores[size], ats[size]);
    }

    private void order() {
        if (!ordered) {
            ordered = true;
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i, scores[i], ats[i]);
            }
        }
    }

    /** Puts a score into the free place {@code from} or below it. */
    private void sink(int from, double score, int at) {
        int place = from;
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && isBetter(scores[child + 1], ats[child + 1], scores[child], ats[child])) {
                child++;
            }
            if (!isBetter(scores[child], ats[child], score, at)) {
                break;
            }
            scores[place] = scores[child];
            ats[place] = ats[child];
            place = child;
        }
        scores[place] = score;
        ats[place] = at;
    }

    private static boolean isBetter(double score, int at, double otherScore, int otherAt) {
        return score != otherScore ? score > otherScore : at < otherAt;
    }
}
