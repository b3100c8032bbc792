package dev.sightline.bench;

import dev.sightline.detect.Candidates;
import dev.sightline.detect.Detection;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * How long the suppression takes at its worst: every box of a picture is a candidate of every class, in random order and from
 * the lowest score to the highest.
 */
final class Suppression {
    private static final NonMaximumSuppression CAFFE = new NonMaximumSuppression(0.45, 400, 200);
    private static final NonMaximumSuppression ACROSS = new NonMaximumSuppression(0.45, 400, 200, 0.6);
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 51;

    private Suppression() {}

    /** Measures the heads of SSD300 for VOC and of the mobile layout for COCO. */
    static void measure(PrintStream out) {
        measure(8_732, 20, out);
        measure(1_917, 80, out);
    }

    private static void measure(int boxes, int classes, PrintStream out) {
        var random = new SplittableRandom(7);
        var spread = candidates(boxes, classes, 1, random);
        var heaped = candidates(boxes, classes, 0.02, random);
        var ascending = new ArrayList<>(spread);
        ascending.sort((a, b) -> Double.compare(a.score(), b.score()));
        out.printf(
                "suppression of %,d boxes x %d classes = %,d candidates, median CPU time of %d rounds:%n",
                boxes, classes, spread.size(), ROUNDS);
        print("spread over the picture", () -> CAFFE.suppress(spread).size(), out);
        print("the same, across classes as well", () -> ACROSS.suppress(spread).size(), out);
        print("the same, lowest score first", () -> CAFFE.suppress(ascending).size(), out);
        print("all at one place", () -> CAFFE.suppress(heaped).size(), out);
        var scores = spread.stream().mapToDouble(Detection::score).toArray();
        var corners = spread.stream().map(Detection::box).toArray(BoundingBox[]::new);
        print("spread, an object made of each", () -> objects(scores, corners, classes), out);
        print("spread, none but the kept ones", () -> numbers(scores, corners, classes), out);
    }

    private static void print(String what, IntSupplier suppression, PrintStream out) {
        int kept = 0;
        var nanos = new long[ROUNDS];
        var thread = ManagementFactory.getThreadMXBean();
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = thread.getCurrentThreadCpuTime();
            kept = suppression.getAsInt();
            nanos[Math.max(0, i)] = thread.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        out.printf("  %-34s %7.2f ms, %d kept%n", what, nanos[ROUNDS / 2] / 1e6, kept);
    }

    private static int objects(double[] scores, BoundingBox[] boxes, int classes) {
        var all = new ArrayList<Detection>();
        for (int i = 0; i < scores.length; i++) {
            all.add(new Detection("class", i % classes + 1, scores[i], copy(boxes[i])));
        }
        return CAFFE.suppress(all).size();
    }

    private static int numbers(double[] scores, BoundingBox[] boxes, int classes) {
        var candidates = new Candidates();
        for (int i = 0; i < scores.length; i++) {
            candidates.offer(i % classes + 1, scores[i], i);
        }
        var kept = new ArrayList<Detection>();
        candidates.survivors(
                CAFFE,
                at -> copy(boxes[at]),
                (index, score, at) -> kept.add(new Detection("class", index, score, boxes[at])));
        return kept.size();
    }

    private static BoundingBox copy(BoundingBox box) {
        return new BoundingBox(box.left(), box.top(), box.right(), box.bottom());
    }

    /** Boxes with centres in a square of this side, each with a score for every class. */
    private static List<Detection> candidates(int boxes, int classes, double side, SplittableRandom random) {
        var candidates = new ArrayList<Detection>(boxes * classes);
        for (int i = 0; i < boxes; i++) {
            double x = 0.5 + side * (random.nextDouble() - 0.5);
            double y = 0.5 + side * (random.nextDouble() - 0.5);
            var box = BoundingBox.ofCenter(x, y, random.nextDouble(0.05, 0.4), random.nextDouble(0.05, 0.4));
            for (int index = 1; index <= classes; index++) {
                candidates.add(new Detection("class " + index, index, random.nextDouble(0.01, 1), box));
            }
        }
        return candidates;
    }
}
