package dev.sightline.model;

import dev.sightline.ssd.PictureCandidates;
import java.util.Arrays;

/**
 * What a serving network says about a batch.
 *
 * @param places picture, default box and class of each candidate, in this order of rising
 * @param scores of each candidate
 * @param corners left, top, right, bottom of each candidate
 */
@SuppressWarnings("ArrayRecordComponent") // as they come from the engine
record BatchCandidates(long[] places, float[] scores, float[] corners) {
    private static final int PLACE = 3;

    /** The candidates of one picture of the batch. */
    PictureCandidates of(int picture) {
        int from = firstOf(picture);
        int to = firstOf(picture + 1);
        int[] defaultBoxes = new int[to - from];
        int[] classes = new int[to - from];
        for (int i = from; i < to; i++) {
            defaultBoxes[i - from] = (int) places[PLACE * i + 1];
            classes[i - from] = (int) places[PLACE * i + 2];
        }
        return new PictureCandidates(
                defaultBoxes,
                classes,
                Arrays.copyOfRange(scores, from, to),
                Arrays.copyOfRange(corners, 4 * from, 4 * to));
    }

    /** Where the candidates of a picture begin, by bisection. */
    private int firstOf(int picture) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[PLACE * middle] < picture) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
