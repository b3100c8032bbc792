package dev.sightline.evaluate;

import dev.sightline.dataset.MotTrackBox;
import dev.sightline.track.Assignment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts of CLEAR MOT (Bernardin, Stiefelhagen: Evaluating Multiple Object Tracking Performance, EURASIP 2008): in
 * each frame an object keeps the track it had in the frame before while they overlap by half; of the rest as many as can
 * be are matched, as closely as can be.
 */
final class ClearMot {
    private static final double MAX_DISTANCE = 0.5;

    private final Map<Long, Coverage> objects = new HashMap<>();
    private long found;
    private long matches;
    private double distance;

    private ClearMot() {}

    static ClearCounts of(List<TrackedFrame> frames) {
        ClearMot clear = new ClearMot();
        for (int i = 0; i < frames.size(); i++) {
            clear.frame(i, frames.get(i));
        }
        return clear.counts(frames.size());
    }

    private void frame(int number, TrackedFrame frame) {
        List<MotTrackBox> truth = frame.truth();
        double[][] distances = frame.overlaps();
        for (double[] row : distances) {
            for (int j = 0; j < row.length; j++) {
                row[j] = 1 - row[j] <= MAX_DISTANCE ? 1 - row[j] : Double.NaN;
            }
        }
        int[] kept = kept(number, frame, distances);
        double[][] open = open(distances, kept);
        int[] fresh = assigned(open);
        found += frame.found().size();
        for (int i = 0; i < truth.size(); i++) {
            int match = kept[i] >= 0 ? kept[i] : fresh[i];
            Coverage object = objects.computeIfAbsent(truth.get(i).id(), id -> new Coverage());
            if (match >= 0) {
                matches++;
                distance += distances[i][match];
                object.seen(number, frame.found().get(match).id());
            } else {
                object.missed();
            }
        }
    }

    /** The box of each object's last track, or -1 where it is not in the frame, too far away, or the frame is late. */
    private int[] kept(int number, TrackedFrame frame, double[][] distances) {
        boolean[] taken = new boolean[frame.found().size()];
        int[] kept = new int[frame.truth().size()];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = -1;
            Coverage object = objects.get(frame.truth().get(i).id());
            for (int j = 0; object != null && kept[i] < 0 && j < taken.length; j++) {
                if (!taken[j] && object.isIn(number - 1, frame.found().get(j).id()) && !Double.isNaN(distances[i][j])) {
                    kept[i] = j;
                    taken[j] = true;
                }
            }
        }
        return kept;
    }

    private static double[][] open(double[][] distances, int[] kept) {
        double[][] open = new double[distances.length][];
        for (int i = 0; i < open.length; i++) {
            open[i] = distances[i].clone();
        }
        for (int i = 0; i < open.length; i++) {
            for (int j = 0; kept[i] >= 0 && j < open[i].length; j++) {
                open[i][j] = Double.NaN;
            }
            for (double[] row : open) {
                if (kept[i] >= 0) {
                    row[kept[i]] = Double.NaN;
                }
            }
        }
        return open;
    }

    /** As many pairs as can be, and of these the least distance; NaN forbids a pair. */
    private static int[] assigned(double[][] distances) {
        int columns = distances.length == 0 ? 0 : distances[0].length;
        double farthest = 0;
        for (double[] row : distances) {
            for (double each : row) {
                farthest = Double.isNaN(each) ? farthest : Math.max(farthest, each);
            }
        }
        double forbidden = 2.0 * Math.min(distances.length, columns) * (farthest + 1) + 1;
        double[][] costs = new double[distances.length][columns];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < columns; j++) {
                costs[i][j] = Double.isNaN(distances[i][j]) ? forbidden : distances[i][j];
            }
        }
        int[] columnOfRow = Assignment.minimize(costs);
        for (int i = 0; i < columnOfRow.length; i++) {
            if (columnOfRow[i] >= 0 && Double.isNaN(distances[i][columnOfRow[i]])) {
                columnOfRow[i] = -1;
            }
        }
        return columnOfRow;
    }

    private ClearCounts counts(int frames) {
        long truth = 0;
        long switches = 0;
        long fragments = 0;
        long mostly = 0;
        long lost = 0;
        for (Coverage object : objects.values()) {
            truth += object.frames();
            switches += object.switches();
            fragments += object.fragments();
            mostly += object.isMostlyTracked() ? 1 : 0;
            lost += object.isMostlyLost() ? 1 : 0;
        }
        return new ClearCounts(
                frames,
                truth,
                found,
                matches,
                distance,
                switches,
                fragments,
                mostly,
                objects.size() - mostly - lost,
                lost);
    }
}
