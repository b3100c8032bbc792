package dev.sightline.evaluate;

import dev.sightline.dataset.LabeledBox;
import dev.sightline.dataset.LabeledBox.Kind;
import dev.sightline.dataset.ScoredBox;
import dev.sightline.evaluate.ClassBoxes.Found;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule of COCO ({@code evaluateImg} in {@code pycocotools/cocoeval.py}): a detection takes the object that it overlaps
 * most among those that are free. Only where there is none, it may show one that is passed over: of another size, once; or
 * a crowd, of which the detection's own area is the measure. What shows nothing is wrong only if it is of the size itself.
 * Of objects that it overlaps equally, the first is taken.
 *
 * <p>COCO knows no difficult objects; here one of the size takes part as a free object that is never used up, and what
 * takes it is ignored.
 *
 * @param iou the overlap from which a detection shows an object, in (0, 1]
 * @param size which objects must be found
 */
record CocoMatching(double iou, AreaRange size) implements Matching {
    @Override
    public List<Verdict> judge(ClassBoxes boxes) {
        List<Verdict> verdicts = new ArrayList<>();
        Taken taken = new Taken();
        for (Found found : boxes.found()) {
            verdicts.add(judge(found.box(), boxes.truths(found.image()), taken));
        }
        return verdicts;
    }

    @Override
    public boolean counts(LabeledBox truth) {
        return truth.kind() == Kind.COUNTED && size.contains(truth.area());
    }

    private Verdict judge(ScoredBox found, List<LabeledBox> truths, Taken taken) {
        LabeledBox object = nearest(found, truths, taken, false);
        if (object == null) {
            object = nearest(found, truths, taken, true);
        }
        if (object == null) {
            return size.contains(found.box().area()) ? Verdict.WRONG : Verdict.IGNORED;
        }
        if (object.kind() == Kind.COUNTED) {
            taken.add(object);
        }
        return counts(object) ? Verdict.RIGHT : Verdict.IGNORED;
    }

    /** The free object that is overlapped most and enough, among those that are passed over or among the others. */
    private @Nullable LabeledBox nearest(ScoredBox found, List<LabeledBox> truths, Taken taken, boolean passedOver) {
        LabeledBox nearest = null;
        double overlap = iou;
        for (LabeledBox truth : truths) {
            if (isPassedOver(truth) == passedOver && !taken.has(truth)) {
                double each = truth.kind() == Kind.CROWD
                        ? found.box().shareIn(truth.box())
                        : found.box().iou(truth.box());
                if (each > overlap || (each == overlap && nearest == null)) {
                    overlap = each;
                    nearest = truth;
                }
            }
        }
        return nearest;
    }

    private boolean isPassedOver(LabeledBox truth) {
        return truth.kind() == Kind.CROWD || !size.contains(truth.area());
    }
}
