package dev.sightline.ssd;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From raw outputs to detections the slow, obvious way: every score of every box. What the serving graph and the decoder do
 * together must be the same.
 */
public record RawDecoder(
        List<DefaultBox> defaultBoxes, BoxCoder coder, Activation activation, Labels labels, Selection selection) {
    /** Which candidates become detections. */
    public record Selection(double minScore, boolean allClasses, NonMaximumSuppression suppression) {}

    /** The detections of one picture; offsets of shape (default boxes, 4), logits (default boxes, classes). */
    public List<Detection> decode(FloatBuffer offsets, FloatBuffer logits) {
        var candidates = new ArrayList<Detection>();
        for (int i = 0; i < defaultBoxes.size(); i++) {
            var ofBox = new ArrayList<Detection>();
            for (int c = 1; c < labels.size(); c++) {
                if (labels.isUsed(c)) {
                    float[] four = new float[4];
                    offsets.get(4 * i, four);
                    BoundingBox box = coder.decode(four, defaultBoxes.get(i));
                    ofBox.add(new Detection(labels.word(c), c, score(logits, i * labels.size(), c), box));
                }
            }
            if (!selection.allClasses()) {
                ofBox.sort(Comparator.comparingDouble(Detection::score).reversed());
                ofBox.subList(1, ofBox.size()).clear();
            }
            ofBox.removeIf(d -> d.score() < selection.minScore());
            candidates.addAll(ofBox);
        }
        return selection.suppression().suppress(candidates).stream()
                .map(d -> new Detection(
                        d.label(), d.classIndex(), d.score(), d.box().clipped()))
                .filter(d -> d.box().area() > 0)
                .toList();
    }

    private double score(FloatBuffer logits, int from, int c) {
        if (activation == Activation.SIGMOID) {
            return 1 / (1 + Math.exp(-logits.get(from + c)));
        }
        double sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += Math.exp((double) logits.get(from + i) - logits.get(from + c));
        }
        return 1 / sum;
    }
}
