package dev.sightline.ssd;

/**
 * What a network sees in one picture with at least the score that was asked for, before duplicates are suppressed. The
 * arrays are the caller's; nobody changes them afterwards.
 *
 * @param defaultBoxes the number of each candidate's default box, rising
 * @param classes the number of each candidate's class, rising within a default box
 * @param scores of each candidate, in [0, 1]
 * @param corners left, top, right, bottom of each candidate as fractions of the picture; they may lie outside
 */
@SuppressWarnings("ArrayRecordComponent") // up to a million numbers, never compared
public record PictureCandidates(int[] defaultBoxes, int[] classes, float[] scores, float[] corners) {
    /** Checks that the arrays fit together. */
    public PictureCandidates {
        int count = defaultBoxes.length;
        if (classes.length != count || scores.length != count || corners.length != 4 * count) {
            throw new IllegalArgumentException("the arrays of " + count + " candidates do not fit together");
        }
    }

    /** How many there are. */
    public int count() {
        return scores.length;
    }
}
