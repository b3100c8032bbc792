package dev.sightline.evaluate;

import dev.sightline.dataset.MotDetection;
import dev.sightline.dataset.MotTrackBox;
import java.util.List;

/**
 * One frame of a sequence.
 *
 * @param truth where the objects are, no id twice
 * @param found where tracks say they are, no id twice
 */
record TrackedFrame(List<MotTrackBox> truth, List<MotTrackBox> found) {
    /** IoU of each object with each track's box, shape (truth, found), each in [0, 1]. */
    double[][] overlaps() {
        double[][] overlaps = new double[truth.size()][found.size()];
        for (int i = 0; i < truth.size(); i++) {
            for (int j = 0; j < found.size(); j++) {
                overlaps[i][j] = iou(truth.get(i).detection(), found.get(j).detection());
            }
        }
        return overlaps;
    }

    /** In pixels, for normalising would round otherwise than other scorers do. */
    private static double iou(MotDetection a, MotDetection b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
        double intersection = Math.max(0, width) * Math.max(0, height);
        double union = a.width() * a.height() + b.width() * b.height() - intersection;
        return union > 0 ? intersection / union : 0;
    }
}
