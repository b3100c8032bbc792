package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ground truth and detections of one label.
 *
 * @param truths the objects of each picture by its name; a picture without any is absent
 * @param found highest score first; of equal scores the one that came first
 */
record ClassBoxes(String label, Map<String, List<LabeledBox>> truths, List<Found> found) {
    /** A detection and the name of its picture. */
    record Found(String image, ScoredBox box) {}

    static ClassBoxes of(String label, LabeledImages images, ScoredImages detections) {
        Map<String, List<LabeledBox>> truths = new HashMap<>();
        for (LabeledImage image : images.images()) {
            List<LabeledBox> boxes = image.boxes().stream()
                    .filter(box -> box.label().equals(label))
                    .toList();
            if (!boxes.isEmpty()) {
                truths.put(image.name(), boxes);
            }
        }
        List<Found> found = new ArrayList<>();
        detections.images().forEach((image, boxes) -> {
            for (ScoredBox box : boxes) {
                if (box.label().equals(label)) {
                    found.add(new Found(image, box));
                }
            }
        });
        found.sort(
                Comparator.comparingDouble((Found each) -> each.box().score()).reversed());
        return new ClassBoxes(label, truths, found);
    }

    /** The objects of a picture, none where there are none. */
    List<LabeledBox> truths(String image) {
        return truths.getOrDefault(image, List.of());
    }

    /** How many objects there are of a kind. */
    int count(LabeledBox.Kind kind) {
        return (int) truths.values().stream()
                .flatMap(List::stream)
                .filter(box -> box.kind() == kind)
                .count();
    }

    /** With no more than the best {@code most} detections of each picture. */
    ClassBoxes best(int most) {
        Map<String, Integer> counts = new HashMap<>();
        return new ClassBoxes(
                label,
                truths,
                found.stream()
                        .filter(each -> counts.merge(each.image(), 1, Integer::sum) <= most)
                        .toList());
    }
}
