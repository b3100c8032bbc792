package dev.sightline.ssd;

import dev.sightline.detect.Candidates;
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
 * @param clipsFirst whether boxes are clipped to the picture before they suppress each other, as in torchvision, or after, as
 *     in Caffe
 * @param suppression which candidates show the same object
 */
public record SsdDecoder(Labels labels, boolean allClasses, boolean clipsFirst, NonMaximumSuppression suppression) {
    /**
     * The detections, highest score first, boxes inside the picture.
     *
     * @throws DetectionException if a box that is looked at is not of finite numbers
     */
    public List<Detection> decode(PictureCandidates picture) {
        var candidates = new Candidates();
        for (int first = 0, next; first < picture.count(); first = next) {
            next = allClasses ? first + 1 : nextBox(picture, first);
            int at = best(picture, first, next);
            candidates.offer(picture.classes()[at], picture.scores()[at], at);
        }
        var detections = new ArrayList<Detection>();
        candidates.survivors(suppression, at -> compared(picture, at), (index, score, at) -> {
            BoundingBox box = box(picture.corners(), 4 * at).clipped();
            if (box.area() > 0) {
                detections.add(new Detection(labels.word(index), index, score, box));
            }
        });
        return List.copyOf(detections);
    }

    /** Where the candidates of the next default box begin. */
    private static int nextBox(PictureCandidates picture, int first) {
        int next = first + 1;
        while (next < picture.count() && picture.defaultBoxes()[next] == picture.defaultBoxes()[first]) {
            next++;
        }
        return next;
    }

    /** The highest score from {@code first} to before {@code end}. */
    private static int best(PictureCandidates picture, int first, int end) {
        int best = first;
        for (int i = first + 1; i < end; i++) {
            if (picture.scores()[i] > picture.scores()[best]) {
                best = i;
            }
        }
        return best;
    }

    private BoundingBox compared(PictureCandidates picture, int at) {
        BoundingBox box = box(picture.corners(), 4 * at);
        return clipsFirst ? box.clipped() : box;
    }

    private static BoundingBox box(float[] corners, int at) {
        for (int i = at; i < at + 4; i++) {
            if (!Float.isFinite(corners[i])) {
                throw new DetectionException("the model's outputs are not finite numbers");
            }
        }
        return new BoundingBox(corners[at], corners[at + 1], corners[at + 2], corners[at + 3]);
    }
}
