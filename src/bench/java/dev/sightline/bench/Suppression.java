package dev.sightline.bench;

import dev.sightline.detect.Detection;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

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
                "suppression of %,d boxes x %d classes = %,d candidates, median of %d rounds:%n",
                boxes, classes, spread.size(), ROUNDS);
        print("spread over the picture", CAFFE, spread, out);
        print("the same, across classes as well", ACROSS, spread, out);
        print("the same, lowest score first", CAFFE, ascending, out);
        print("all at one place", CAFFE, heaped, out);
    }

    private static void print(
            String what, NonMaximumSuppression suppression, List<Detection> candidates, PrintStream out) {
        int kept = 0;
        var nanos = new long[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long start = System.nanoTime();
            kept = suppression.suppress(candidates).size();
            nanos[Math.max(0, i)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        out.printf("  %-34s %7.2f ms, %d kept%n", what, nanos[ROUNDS / 2] / 1e6, kept);
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
