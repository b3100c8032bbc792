package dev.sightline.ssd;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the candidates of one picture into detections: suppression of duplicates, clipping. Safe for use by several
 * threads.
 *
 * @param labels the words of the network's classes
 * @param allClasses whether a default box may give several classes, or only its best one
 * @param suppression which candidates show the same object
 */
public record SsdDecoder(Labels labels, boolean allClasses, NonMaximumSuppression suppression) {
    /**
     * The detections, highest score first, boxes inside the picture.
     *
     * @throws DetectionException if a box is not of finite numbers
     */
    public List<Detection> decode(Candidates candidates) {
        var detections = new ArrayList<Detection>(candidates.count());
        for (int i = 0; i < candidates.count(); i++) {
            boolean sameBox =
                    i > 0 && candidates.defaultBoxes()[i] == candidates.defaultBoxes()[i - 1];
            Detection detection = detection(candidates, i);
            if (allClasses || !sameBox) {
                detections.add(detection);
            } else if (detection.score() > detections.get(detections.size() - 1).score()) {
                detections.set(detections.size() - 1, detection);
            }
        }
        return suppression.suppress(detections).stream()
                .map(SsdDecoder::clip)
                .filter(detection -> detection.box().area() > 0)
                .toList();
    }

    private Detection detection(Candidates candidates, int i) {
        int index = candidates.classes()[i];
        return new Detection(labels.word(index), index, candidates.scores()[i], box(candidates.corners(), 4 * i));
    }

    private static BoundingBox box(float[] corners, int at) {
        for (int i = at; i < at + 4; i++) {
            if (!Float.isFinite(corners[i])) {
                throw new DetectionException("the model's outputs are not finite numbers");
            }
        }
        return new BoundingBox(corners[at], corners[at + 1], corners[at + 2], corners[at + 3]);
    }

    private static Detection clip(Detection detection) {
        return new Detection(
                detection.label(),
                detection.classIndex(),
                detection.score(),
                detection.box().clipped());
    }
}
