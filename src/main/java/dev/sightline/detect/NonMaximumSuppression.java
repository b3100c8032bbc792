package dev.sightline.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Greedy suppression of boxes that show the same object, class by class (SSD paper, arXiv 1512.02325v5, section 3.7; the
 * order of the limits is that of {@code DetectionOutput} in the authors' Caffe branch).
 *
 * @param iouThreshold a detection goes when its overlap with a better one of its class is above this, in [0, 1]
 * @param perClass the best detections of a class that are looked at, ≥ 1
 * @param total the most detections that are kept, ≥ 1
 */
public record NonMaximumSuppression(double iouThreshold, int perClass, int total) {
    /** Checks the ranges. */
    public NonMaximumSuppression {
        if (!(iouThreshold >= 0 && iouThreshold <= 1)) {
            throw new IllegalArgumentException("iouThreshold is in [0, 1], not " + iouThreshold);
        }
        if (perClass < 1 || total < 1) {
            throw new IllegalArgumentException("limits are at least 1, not " + perClass + " and " + total);
        }
    }

    /** The detections that stay, highest score first; of equal scores the one that came first is the better. */
    public List<Detection> suppress(List<Detection> detections) {
        var best = new ArrayList<>(detections);
        best.sort(Comparator.comparingDouble(Detection::score).reversed());
        var kept = new ArrayList<Detection>();
        Map<Integer, OfClass> classes = new HashMap<>();
        for (Detection detection : best) {
            if (kept.size() == total) {
                break;
            }
            if (classes.computeIfAbsent(detection.classIndex(), index -> new OfClass())
                    .admits(detection)) {
                kept.add(detection);
            }
        }
        return List.copyOf(kept);
    }

    /** What was seen of one class so far. */
    private final class OfClass {
        private final List<Detection> kept = new ArrayList<>();
        private int seen;

        boolean admits(Detection detection) {
            if (seen++ >= perClass) {
                return false;
            }
            for (Detection better : kept) {
                if (better.box().iou(detection.box()) > iouThreshold) {
                    return false;
                }
            }
            return kept.add(detection);
        }
    }
}
