package dev.sightline.track;

import java.time.Instant;

/**
 * How often an object was taken for one class.
 *
 * @param label the class in words
 * @param classIndex the class as the model numbers it, ≥ 1
 * @param detections how many detections say so, ≥ 1
 * @param weight the sum of their scores, ≥ 0, exact as a 32-bit float
 * @param since when the first of them was received, to the microsecond
 */
public record LabelCount(String label, int classIndex, long detections, double weight, Instant since) {
    /** Rounds. */
    public LabelCount {
        weight = Rounded.single(weight);
        since = Rounded.micros(since);
    }
}
