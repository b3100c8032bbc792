package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.evaluate.ClassBoxes.Found;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule of Pascal VOC (Everingham et al., IJCV 2010, section 4.2; {@code VOCevaldet.m} of the devkit): a detection is
 * compared with the one object that it overlaps most, also if a better one has taken that.
 *
 * @param iou the overlap from which it shows that object, in (0, 1]
 */
record VocMatching(double iou) implements Matching {
    @Override
    public List<Verdict> judge(ClassBoxes boxes) {
        List<Verdict> verdicts = new ArrayList<>();
        Taken taken = new Taken();
        for (Found found : boxes.found()) {
            LabeledBox nearest = null;
            double overlap = iou;
            for (LabeledBox truth : boxes.truths(found.image())) {
                double each = found.box().box().iou(truth.box());
                if (each > overlap || (each == overlap && nearest == null)) {
                    overlap = each;
                    nearest = truth;
                }
            }
            if (nearest == null) {
                verdicts.add(Verdict.WRONG);
            } else if (!counts(nearest)) {
                verdicts.add(Verdict.IGNORED);
            } else {
                verdicts.add(taken.add(nearest) ? Verdict.RIGHT : Verdict.WRONG);
            }
        }
        return verdicts;
    }

    @Override
    public boolean counts(LabeledBox truth) {
        return truth.kind() == LabeledBox.Kind.COUNTED;
    }
}
