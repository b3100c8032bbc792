package dev.sightline.ssd;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the raw outputs of an SSD for one picture into detections: scores above the threshold, their boxes, suppression
 * class by class, clipping. Safe for use by several threads.
 *
 * @param defaultBoxes in the order of the network's outputs
 * @param coder how offsets mean boxes
 * @param activation how logits mean scores
 * @param labels the words of the network's classes
 * @param selection which candidates become detections
 */
public record SsdDecoder(
        List<DefaultBox> defaultBoxes, BoxCoder coder, Activation activation, Labels labels, Selection selection) {
    /** Logits are compared before scores; the slack keeps rounding from losing a score at the threshold. */
    private static final double SLACK = 1e-3;

    /** The sigmoid of this is 1 in double precision. */
    private static final double LARGEST_LOGIT = 36;

    /**
     * Which candidates become detections.
     *
     * @param minScore candidates below it are left out, in (0, 1]
     * @param allClasses whether a default box may give several classes, or only its best one
     * @param suppression which of the rest show the same object
     */
    public record Selection(double minScore, boolean allClasses, NonMaximumSuppression suppression) {
        /** Checks the score. */
        public Selection {
            if (!(minScore > 0 && minScore <= 1)) {
                throw new IllegalArgumentException("minScore is above 0 and at most 1, not " + minScore);
            }
        }

        /** The logit whose sigmoid is {@link #minScore}, or a little less. */
        double minLogit() {
            return Math.min(LARGEST_LOGIT, Math.log(minScore / (1 - minScore))) - SLACK;
        }
    }

    /** Copies the list. */
    public SsdDecoder {
        defaultBoxes = List.copyOf(defaultBoxes);
    }

    /**
     * The detections of one picture, highest score first, boxes inside the picture.
     *
     * @param boxes raw offsets, shape (default boxes, 4), from index 0; left unchanged
     * @param logits raw scores, shape (default boxes, classes), from index 0; left unchanged
     * @throws DetectionException if a logit, or an offset of a candidate, is not finite
     */
    public List<Detection> decode(FloatBuffer boxes, FloatBuffer logits) {
        var candidates = new ArrayList<Detection>();
        double minLogit = selection.minLogit();
        float[] row = new float[labels.size()];
        float[] offsets = new float[4];
        for (int i = 0; i < defaultBoxes.size(); i++) {
            logits.get(i * row.length, row);
            if (reaches(row, (float) (minLogit + activation.bound(row)))) {
                boxes.get(i * offsets.length, offsets);
                addCandidates(row, offsets, defaultBoxes.get(i), candidates);
            }
        }
        return selection.suppression().suppress(candidates).stream()
                .map(SsdDecoder::clip)
                .filter(detection -> detection.box().area() > 0)
                .toList();
    }

    /** Whether any class but the background reaches {@code bound}. One pass, no exponentials: most boxes end here. */
    private static boolean reaches(float[] logits, float bound) {
        checkFinite(logits[0]);
        boolean reaches = false;
        for (int i = 1; i < logits.length; i++) {
            if (!(logits[i] >= -Float.MAX_VALUE && logits[i] < bound)) {
                checkFinite(logits[i]);
                reaches = true;
            }
        }
        return reaches;
    }

    private void addCandidates(float[] logits, float[] offsets, DefaultBox from, List<Detection> candidates) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (!labels.isUsed(i)) {
                continue;
            }
            if (selection.allClasses()) {
                addCandidate(logits, i, offsets, from, candidates);
            } else if (best == 0 || logits[i] > logits[best]) {
                best = i;
            }
        }
        if (best > 0) {
            addCandidate(logits, best, offsets, from, candidates);
        }
    }

    private void addCandidate(float[] logits, int index, float[] offsets, DefaultBox from, List<Detection> candidates) {
        double score = activation.score(logits, index);
        if (score >= selection.minScore()) {
            candidates.add(new Detection(labels.word(index), index, score, box(offsets, from)));
        }
    }

    private BoundingBox box(float[] offsets, DefaultBox from) {
        for (float offset : offsets) {
            checkFinite(offset);
        }
        return coder.decode(offsets, from);
    }

    private static void checkFinite(float output) {
        if (!Float.isFinite(output)) {
            throw new DetectionException("the model's outputs are not finite numbers");
        }
    }

    private static Detection clip(Detection detection) {
        return new Detection(
                detection.label(),
                detection.classIndex(),
                detection.score(),
                detection.box().clipped());
    }
}
