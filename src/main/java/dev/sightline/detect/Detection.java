package dev.sightline.detect;

import dev.sightline.geometry.BoundingBox;

/**
 * One object found in one picture.
 *
 * @param label the class in words, as the model's label list has it, up to {@value Labels#LONGEST} characters
 * @param classIndex the class as the model numbers it, ≥ 1 (0 is background)
 * @param score the detector's confidence in [0, 1]
 * @param box where, inside [0, 1]
 */
public record Detection(String label, int classIndex, double score, BoundingBox box) {
    /** Checks the score and the class. */
    public Detection {
        Labels.check(label);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is in [0, 1], not " + score);
        }
        if (classIndex < 1) {
            throw new IllegalArgumentException("a class index is at least 1, not " + classIndex);
        }
    }
}
