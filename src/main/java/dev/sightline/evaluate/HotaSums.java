package dev.sightline.evaluate;

import dev.sightline.track.Assignment;
import java.util.List;

/** {@link Hota} of one sequence; used once. */
final class HotaSums {
    private final List<TrackedFrame> frames;
    private final Ids objects;
    private final Ids tracks;
    private final double[] objectFrames;
    private final double[] trackFrames;

    HotaSums(List<TrackedFrame> frames) {
        this.frames = frames;
        this.objects = new Ids(frames, TrackedFrame::truth);
        this.tracks = new Ids(frames, TrackedFrame::found);
        this.objectFrames = new double[objects.size()];
        this.trackFrames = new double[tracks.size()];
        for (TrackedFrame frame : frames) {
            for (int object : objects.places(frame.truth())) {
                objectFrames[object]++;
            }
            for (int track : tracks.places(frame.found())) {
                trackFrames[track]++;
            }
        }
    }

    Hota hota() {
        double[][] alike = alike();
        double[][][] together = new double[Hota.STEPS][objects.size()][tracks.size()];
        double[] matches = new double[Hota.STEPS];
        for (TrackedFrame frame : frames) {
            double[][] overlaps = frame.overlaps();
            int[] object = objects.places(frame.truth());
            int[] track = tracks.places(frame.found());
            int[] match = Assignment.maximize(weighed(overlaps, alike, object, track));
            for (int i = 0; i < match.length; i++) {
                for (int step = 0; step < Hota.STEPS && match[i] >= 0; step++) {
                    if (overlaps[i][match[i]] >= Hota.overlap(step)) {
                        matches[step]++;
                        together[step][object[i]][track[match[i]]]++;
                    }
                }
            }
        }
        double[] association = new double[Hota.STEPS];
        for (int step = 0; step < Hota.STEPS; step++) {
            association[step] = association(together[step]);
        }
        return new Hota(Math.round(sum(objectFrames) + sum(trackFrames)), matches, association);
    }

    /** How alike an object and a track are over the whole sequence, in [0, 1]. */
    private double[][] alike() {
        double[][] shared = new double[objects.size()][tracks.size()];
        for (TrackedFrame frame : frames) {
            addShared(frame, shared);
        }
        for (int i = 0; i < shared.length; i++) {
            for (int j = 0; j < shared[i].length; j++) {
                shared[i][j] /= objectFrames[i] + trackFrames[j] - shared[i][j];
            }
        }
        return shared;
    }

    /** Of each overlap the share that it has in all overlaps of its object and its track. */
    private void addShared(TrackedFrame frame, double[][] shared) {
        double[][] overlaps = frame.overlaps();
        int[] object = objects.places(frame.truth());
        int[] track = tracks.places(frame.found());
        double[] ofTrack = new double[track.length];
        for (double[] row : overlaps) {
            for (int j = 0; j < row.length; j++) {
                ofTrack[j] += row[j];
            }
        }
        for (int i = 0; i < overlaps.length; i++) {
            double ofObject = sum(overlaps[i]);
            for (int j = 0; j < track.length; j++) {
                if (overlaps[i][j] > 0) {
                    shared[object[i]][track[j]] += overlaps[i][j] / (ofObject + ofTrack[j] - overlaps[i][j]);
                }
            }
        }
    }

    private static double[][] weighed(double[][] overlaps, double[][] alike, int[] object, int[] track) {
        double[][] weights = new double[object.length][track.length];
        for (int i = 0; i < object.length; i++) {
            for (int j = 0; j < track.length; j++) {
                weights[i][j] = overlaps[i][j] * alike[object[i]][track[j]];
            }
        }
        return weights;
    }

    private double association(double[][] together) {
        double sum = 0;
        for (int i = 0; i < together.length; i++) {
            for (int j = 0; j < together[i].length; j++) {
                double both = together[i][j];
                sum += both == 0 ? 0 : both * both / (objectFrames[i] + trackFrames[j] - both);
            }
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
