package dev.sightline.dataset;

/**
 * One object that a detector has found in a picture.
 *
 * @param label the class, not blank
 * @param score the detector's confidence, finite; not always in [0, 1]
 * @param box where it is
 */
public record ScoredBox(String label, double score, PixelBox box) {
    /** Checks the label and the score. */
    public ScoredBox {
        if (label.isBlank()) {
            throw new IllegalArgumentException("a label must not be blank");
        }
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("a score is a finite number, not " + score);
        }
    }
}
