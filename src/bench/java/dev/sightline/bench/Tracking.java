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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** How long the tracker takes for a frame in which many objects walk about: a busy street and a stadium. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls begin and walk before anything else.
public class Tracking {
    /** How many. */
    @Param({"20", "500"})
    public int objects;

    private final Tracker tracker = new BoxTracker(TrackerSettings.DEFAULT);
    private final SplittableRandom random = new SplittableRandom(7);
    private double[][] walkers;
    private int number;
    private Detections frame;
    private TrackerState state;

    /** Runs it in this process, so that it needs no class path. */
    static void measure(PrintStream out) throws RunnerException {
        var runner = new Runner(new OptionsBuilder()
                .include(Tracking.class.getName())
                .forks(0)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build());
        for (RunResult result : runner.run()) {
            Statistics times = result.getPrimaryResult().getStatistics();
            out.printf(
                    Locale.ROOT,
                    "%s objects: median %.3f ms, mean %.3f ms, p95 %.3f ms%n",
                    result.getParams().getParam("objects"),
                    times.getPercentile(50),
                    times.getMean(),
                    times.getPercentile(95));
        }
    }

    /** Where they are at first. */
    @Setup(Level.Trial)
    public void begin() {
        state = TrackerState.initial("street");
        walkers = new double[objects][4];
        for (double[] walker : walkers) {
            walker[0] = random.nextDouble();
            walker[1] = random.nextDouble();
            walker[2] = 0.01 * (random.nextDouble() - 0.5);
            walker[3] = 0.01 * (random.nextDouble() - 0.5);
        }
    }

    /** What is found in the next frame. */
    @Setup(Level.Invocation)
    public void walk() {
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
        frame = new Detections(
                new FrameId("street", 0, number),
                new FrameRef("frames", 0, number),
                null,
                at,
                new ImageSize(640, 480),
                new ModelId("none", "1", "0".repeat(64)),
                null,
                found);
        number++;
    }

    /** The tracker's work on that frame. */
    @Benchmark
    public TrackerState track() {
        state = tracker.update(state, frame, frame.ref()).state();
        return state;
    }
}
