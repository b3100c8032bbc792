package dev.sightline.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Greedy suppression of boxes that show the same object, class by class (SSD paper, arXiv 1512.02325v5, section 3.7; the
 * order of the limits is that of {@code DetectionOutput} in the authors' Caffe branch), and across classes if wanted.
 *
 * @param iouThreshold a detection goes when its overlap with a better one of its class is above this, in [0, 1]
 * @param perClass the best detections of a class that are looked at, ≥ 1
 * @param total the most detections that are kept, ≥ 1
 * @param iouAcrossClasses what is left goes when its overlap with a better one of any class is above this, in [0, 1]; 1
 *     suppresses nothing. For sigmoid heads, whose classes do not compete for a box: a van is not a car and a truck as
 *     well. Lower loses a rider on a bicycle.
 */
public record NonMaximumSuppression(double iouThreshold, int perClass, int total, double iouAcrossClasses) {
    /** Checks the ranges. */
    public NonMaximumSuppression {
        if (!(iouThreshold >= 0 && iouThreshold <= 1)) {
            throw new IllegalArgumentException("iouThreshold is in [0, 1], not " + iouThreshold);
        }
        if (perClass < 1 || total < 1) {
            throw new IllegalArgumentException("limits are at least 1, not " + perClass + " and " + total);
        }
        if (!(iouAcrossClasses >= 0 && iouAcrossClasses <= 1)) {
            throw new IllegalArgumentException("iouAcrossClasses is in [0, 1], not " + iouAcrossClasses);
        }
    }

    /** Suppression class by class only. */
    public NonMaximumSuppression(double iouThreshold, int perClass, int total) {
        this(iouThreshold, perClass, total, 1);
    }

    /** The detections that stay, highest score first; of equal scores the one that came first is the better. */
    public List<Detection> suppress(List<Detection> detections) {
        var candidates = new Candidates();
        for (int i = 0; i < detections.size(); i++) {
            Detection detection = detections.get(i);
            candidates.offer(detection.classIndex(), detection.score(), i);
        }
        var kept = new ArrayList<Detection>();
        candidates.survivors(
                this, at -> detections.get(at).box(), (classIndex, score, at) -> kept.add(detections.get(at)));
        return List.copyOf(kept);
    }
}
