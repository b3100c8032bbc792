package dev.sightline.bench;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerSettings;
import dev.sightline.track.TrackerState;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** How long the tracker takes for a frame in which many objects walk about. */
final class Tracking {
    private static final int WARM_UP = 500;
    private static final int FRAMES = 501;

    private Tracking() {}

    /** Measures a busy street and a stadium. */
    static void measure(PrintStream out) {
        measure(20, out);
        measure(500, out);
    }

    private static void measure(int objects, PrintStream out) {
        Tracker tracker = new BoxTracker(TrackerSettings.DEFAULT);
        SplittableRandom random = new SplittableRandom(7);
        double[][] walkers = new double[objects][4];
        for (double[] walker : walkers) {
            walker[0] = random.nextDouble();
            walker[1] = random.nextDouble();
            walker[2] = 0.01 * (random.nextDouble() - 0.5);
            walker[3] = 0.01 * (random.nextDouble() - 0.5);
        }
        long[] nanos = new long[FRAMES];
        var thread = ManagementFactory.getThreadMXBean();
        TrackerState state = TrackerState.initial("street");
        for (int i = -WARM_UP; i < FRAMES; i++) {
            Detections frame = frame(i + WARM_UP, walkers, random);
            long start = thread.getCurrentThreadCpuTime();
            state = tracker.update(state, frame, frame.ref()).state();
            nanos[Math.max(0, i)] = thread.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        out.printf(
                "tracking of %d objects, %d tracks: median %.3f ms, 99 %% below %.3f ms of CPU time a frame%n",
                objects, state.tracks().size(), nanos[FRAMES / 2] * 1e-6, nanos[FRAMES * 99 / 100] * 1e-6);
    }

    private static Detections frame(int number, double[][] walkers, SplittableRandom random) {
        double side = 0.3 / Math.sqrt(walkers.length);
        List<Detection> found = new ArrayList<>();
        for (double[] walker : walkers) {
            for (int axis = 0; axis < 2; axis++) {
                walker[axis] += walker[axis + 2];
                walker[axis + 2] = walker[axis] < 0.1 || walker[axis] > 0.9
                        ? Math.copySign(walker[axis + 2], 0.5 - walker[axis])
                        : walker[axis + 2];
            }
            BoundingBox box = BoundingBox.ofCenter(walker[0], walker[1], side, 2 * side);
            found.add(new Detection("person", 1, 0.7 + 0.3 * random.nextDouble(), box));
        }
        Instant at = Instant.EPOCH.plusMillis(100L * number);
        var ref = new FrameRef("frames", 0, number);
        var model = new ModelId("none", "1", "0".repeat(64));
        return new Detections(
                new FrameId("street", 0, number), ref, null, at, new ImageSize(640, 480), model, null, found);
    }
}
