package dev.sightline.bench;

import dev.sightline.bench.FrameCost.Part;
import dev.sightline.stream.StreamSettings;
import dev.sightline.track.TrackerSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What sites of other sizes need, by arithmetic from what a frame costs.
 *
 * @param cost of a frame
 * @param stream how Kafka is used
 */
record SizingTable(FrameCost cost, StreamSettings stream) {
    private static final int[] CAMERAS = {1, 4, 16, 64};
    private static final int[] FRAMES_PER_SECOND = {2, 5, 10};

    /** Cores of a process that detects, with one worker of one thread that infers and the rest that feeds it. */
    private static final int CORES = 2;

    /** How busy they may be. */
    private static final double BUSY = 0.7;

    private static final Duration DETECTIONS = Duration.ofDays(7);
    private static final Duration TRACKS = Duration.ofDays(30);
    private static final int COPIES = 3;

    /** Prints it as a Markdown table. */
    void print(PrintStream out) {
        out.printf(
                "| cameras | frames/s each | detect processes, %d cores each | cores of ingest + analyze + Kafka | partitions"
                        + " | GB of frames in %d h / a day | GB of detections in %d days + tracks in %d"
                        + " | Mbit/s into / out of Kafka | with %d copies |%n",
                CORES, stream.frameRetention().toHours(), DETECTIONS.toDays(), TRACKS.toDays(), COPIES);
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (int cameras : CAMERAS) {
            for (int framesPerSecond : FRAMES_PER_SECOND) {
                row(cameras, framesPerSecond, out);
            }
        }
    }

    private void row(int cameras, int framesPerSecond, PrintStream out) {
        int rate = cameras * framesPerSecond;
        double frames = rate * cost.bytes("frames");
        double detections = rate * cost.bytes("detections");
        double tracks = updates(framesPerSecond) * cameras * cost.bytes("tracks");
        double in = frames + detections + tracks + rate * cost.bytesBeside("frames", "detections", "tracks");
        double read = frames + detections;
        int detecting = (int) Math.ceil(cores(Part.DETECT, rate) / (CORES * BUSY));
        out.printf(
                Locale.ROOT,
                "| %d | %d | %d | %.1f + %.1f + %.1f | %d | %s / %s | %s + %s | %s / %s | %s / %s |%n",
                cameras,
                framesPerSecond,
                detecting,
                cores(Part.INGEST, rate),
                cores(Part.ANALYZE, rate),
                cores(Part.BROKER, rate),
                partitions(cameras, detecting),
                gigabytes(frames, stream.frameRetention()),
                gigabytes(frames, Duration.ofDays(1)),
                gigabytes(detections, DETECTIONS),
                gigabytes(tracks, TRACKS),
                megabits(in),
                megabits(read),
                megabits(in * COPIES),
                megabits(read + in * (COPIES - 1)));
    }

    /** Updates of a track in a second: as many as frames, unless those come faster than updates may. */
    private static double updates(int framesPerSecond) {
        double interval = TrackerSettings.DEFAULT.updateInterval().toMillis() / 1e3;
        return framesPerSecond / Math.ceil(interval * framesPerSecond);
    }

    private double cores(Part part, double framesPerSecond) {
        return framesPerSecond * cost.cpuMillis(part) / 1e3;
    }

    /**
     * The fewest with one for each thread that detects and as many cameras in each; with fewer cameras than threads one for
     * each camera, as more would be empty.
     */
    private int partitions(int cameras, int detecting) {
        int partitions = Math.min(cameras, detecting * stream.detectThreads());
        while (cameras % partitions != 0) {
            partitions++;
        }
        return partitions;
    }

    private static String gigabytes(double bytesPerSecond, Duration kept) {
        return rounded(bytesPerSecond * kept.toSeconds() / 1e9);
    }

    private static String megabits(double bytesPerSecond) {
        return rounded(bytesPerSecond * 8 / 1e6);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
