package dev.sightline.detect;

import dev.sightline.geometry.BoundingBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * The candidates of one picture on their way through a {@link NonMaximumSuppression}: plain numbers, class by class, so that
 * neither boxes nor objects are made for those that are out of the question. Not safe for use by several threads.
 */
public final class Candidates {
    /** Takes what stays, highest score first. */
    @FunctionalInterface
    public interface Survivor {
        /** One candidate as it was offered. */
        void accept(int classIndex, double score, int at);
    }

    private final Map<Integer, OfClass> classes = new HashMap<>();

    /**
     * Adds a candidate.
     *
     * @param score not NaN
     * @param at which box it is, such as the number of its default box; of equal scores the lower one is the better, and
     *     of equal boxes the lower class
     */
    public void offer(int classIndex, double score, int at) {
        OfClass ofClass = classes.get(classIndex);
        if (ofClass == null) {
            ofClass = new OfClass(classIndex);
            classes.put(classIndex, ofClass);
        }
        ofClass.ranking.add(score, at);
    }

    /**
     * Suppresses, once, after the last offer.
     *
     * @param boxes the box for the {@code at} of an offer, asked for only where it is needed
     */
    public void survivors(NonMaximumSuppression suppression, IntFunction<BoundingBox> boxes, Survivor to) {
        var queue = new PriorityQueue<OfClass>(OfClass.BEST_FIRST);
        queue.addAll(classes.values());
        var kept = new ArrayList<BoundingBox>();
        while (!queue.isEmpty() && kept.size() < suppression.total()) {
            OfClass next = queue.remove();
            BoundingBox box = boxes.apply(next.at());
            if (next.admits(box, suppression.iouThreshold()) && isApart(box, kept, suppression.iouAcrossClasses())) {
                kept.add(box);
                to.accept(next.classIndex, next.score(), next.at());
            }
            if (next.hasMore(suppression.perClass())) {
                queue.add(next);
            }
        }
    }

    private static boolean isApart(BoundingBox box, List<BoundingBox> better, double iouThreshold) {
        if (iouThreshold == 1) {
            return true;
        }
        for (BoundingBox other : better) {
            if (other.iou(box) > iouThreshold) {
                return false;
            }
        }
        return true;
    }

    /** The candidates of one class, and those of them that no better one suppressed. */
    private static final class OfClass {
        static final Comparator<OfClass> BEST_FIRST = Comparator.comparingDouble(OfClass::score)
                .reversed()
                .thenComparingInt(OfClass::at)
                .thenComparingInt(ofClass -> ofClass.classIndex);

        private final int classIndex;
        private final Ranking ranking = new Ranking();
        private final List<BoundingBox> kept = new ArrayList<>();
        private int seen;

        OfClass(int classIndex) {
            this.classIndex = classIndex;
        }

        double score() {
            return ranking.bestScore();
        }

        int at() {
            return ranking.best();
        }

        boolean admits(BoundingBox box, double iouThreshold) {
            return isApart(box, kept, iouThreshold) && kept.add(box);
        }

        /** Goes on to the next one, if it is one of the best {@code limit}. */
        boolean hasMore(int limit) {
            ranking.removeBest();
            return ++seen < limit && ranking.size() > 0;
        }
    }
}
