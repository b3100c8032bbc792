package dev.sightline.dataset;

import dev.sightline.geometry.BoundingBox;
import java.util.List;

/**
 * The smallest rectangle around all boxes of a MOT file, in pixels; at least a pixel wide and high.
 *
 * @param left x of its left edge
 * @param top y of its top edge
 * @param width above 0
 * @param height above 0
 */
record MotExtent(double left, double top, double width, double height) {
    static MotExtent of(List<MotDetection> detections) {
        double left = detections.stream().mapToDouble(MotDetection::left).min().orElse(0);
        double top = detections.stream().mapToDouble(MotDetection::top).min().orElse(0);
        double right =
                detections.stream().mapToDouble(MotDetection::right).max().orElse(1);
        double bottom =
                detections.stream().mapToDouble(MotDetection::bottom).max().orElse(1);
        return new MotExtent(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    /** A detection's box as fractions of this rectangle. */
    BoundingBox normalised(MotDetection detection) {
        return new BoundingBox(
                        (detection.left() - left) / width,
                        (detection.top() - top) / height,
                        (detection.right() - left) / width,
                        (detection.bottom() - top) / height)
                .clipped();
    }

    /** The detection with another box, given as fractions of this rectangle. */
    MotDetection moved(MotDetection detection, BoundingBox box) {
        return new MotDetection(
                detection.frame(),
                left + box.left() * width,
                top + box.top() * height,
                box.width() * width,
                box.height() * height,
                detection.score(),
                detection.classNumber());
    }
}
