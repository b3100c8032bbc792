package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import java.util.List;

/** Decides which detections are right. */
interface Matching {
    /** What a detection is. */
    enum Verdict {
        /** It shows an object that no better one has shown. */
        RIGHT,
        /** It shows nothing, or what a better one has shown. */
        WRONG,
        /** It shows what need not be found, and counts as if it were not there. */
        IGNORED
    }

    /** The verdict on each detection, in their order. */
    List<Verdict> judge(ClassBoxes boxes);

    /** Whether an object must be found. */
    boolean counts(LabeledBox truth);

    /** How many objects must be found. */
    default int count(ClassBoxes boxes) {
        return (int) boxes.truths().values().stream()
                .flatMap(List::stream)
                .filter(this::counts)
                .count();
    }
}
