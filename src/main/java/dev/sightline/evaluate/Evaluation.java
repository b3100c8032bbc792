package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledImage;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.dataset.ScoredImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares detections with ground truth.
 *
 * @param protocol the rules
 */
public record Evaluation(Protocol protocol) {
    /** The report on some detections. A detection in a picture that the ground truth does not name is wrong. */
    public EvaluationReport report(LabeledImages images, ScoredImages detections) {
        Set<String> labels = images.labels();
        return new EvaluationReport(
                protocol.name(),
                images.images().size(),
                protocol.measures().stream().map(Protocol.Measure::name).toList(),
                protocol.shown().name(),
                labels.stream()
                        .map(label -> score(ClassBoxes.of(label, images, detections)))
                        .toList(),
                notes(images, detections, labels));
    }

    private ClassScore score(ClassBoxes all) {
        ClassBoxes boxes = all.best(protocol.mostPerImage());
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Protocol.Measure measure : protocol.measures()) {
            if (measure.matchings().get(0).count(boxes) > 0) {
                measures.put(
                        measure.name(),
                        measure.matchings().stream()
                                .mapToDouble(matching -> measure.average().of(curve(boxes, matching)))
                                .average()
                                .orElseThrow());
            }
        }
        int objects = boxes.count(LabeledBox.Kind.COUNTED);
        int passedOver = boxes.count(LabeledBox.Kind.DIFFICULT) + boxes.count(LabeledBox.Kind.CROWD);
        return new ClassScore(
                boxes.label(),
                objects,
                passedOver,
                measures,
                curve(boxes, protocol.shown().matchings().get(0)));
    }

    /** Where no object must be found, a curve of no points. */
    private static PrecisionRecall curve(ClassBoxes boxes, Matching matching) {
        int objects = matching.count(boxes);
        return objects == 0
                ? new PrecisionRecall(List.of())
                : PrecisionRecall.of(boxes, matching.judge(boxes), objects);
    }

    private static List<String> notes(LabeledImages images, ScoredImages detections, Set<String> labels) {
        Set<String> names = images.images().stream().map(LabeledImage::name).collect(Collectors.toSet());
        Map<String, Integer> leftOut = new TreeMap<>();
        long astray = 0;
        for (var image : detections.images().entrySet()) {
            astray += names.contains(image.getKey()) ? 0 : image.getValue().size();
            for (ScoredBox box : image.getValue()) {
                if (!labels.contains(box.label())) {
                    leftOut.merge(box.label(), 1, Integer::sum);
                }
            }
        }
        List<String> notes = new ArrayList<>();
        if (astray > 0) {
            notes.add("wrong are detections in pictures that the ground truth does not name: " + astray);
        }
        if (!leftOut.isEmpty()) {
            notes.add("left out are detections of labels without ground truth: "
                    + leftOut.entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return notes;
    }
}
