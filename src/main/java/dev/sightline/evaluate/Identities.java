package dev.sightline.evaluate;

import dev.sightline.track.Assignment;
import java.util.List;

/**
 * What IDF1 counts (Ristani, Solera, Zou, Cucchiara, Tomasi: Performance Measures and a Data Set for Multi-Target,
 * Multi-Camera Tracking, ECCV workshops 2016): every object is given at most one track for all its life, so that they
 * overlap by half in as many frames as can be. The counts of several sequences add up.
 *
 * @param matches those frames
 * @param objects ids of the ground truth
 * @param tracks ids of tracks
 */
record Identities(long matches, long objects, long tracks) {
    private static final double MAX_DISTANCE = 0.5;
    static final Identities NONE = new Identities(0, 0, 0);

    static Identities of(List<TrackedFrame> frames) {
        Ids objects = new Ids(frames, TrackedFrame::truth);
        Ids tracks = new Ids(frames, TrackedFrame::found);
        double[][] together = new double[objects.size()][tracks.size()];
        for (TrackedFrame frame : frames) {
            double[][] overlaps = frame.overlaps();
            int[] object = objects.places(frame.truth());
            int[] track = tracks.places(frame.found());
            for (int i = 0; i < object.length; i++) {
                for (int j = 0; j < track.length; j++) {
                    together[object[i]][track[j]] += 1 - overlaps[i][j] <= MAX_DISTANCE ? 1 : 0;
                }
            }
        }
        int[] trackOf = Assignment.maximize(together);
        double matches = 0;
        for (int i = 0; i < trackOf.length; i++) {
            matches += trackOf[i] >= 0 ? together[i][trackOf[i]] : 0;
        }
        return new Identities(Math.round(matches), objects.size(), tracks.size());
    }

    Identities plus(Identities other) {
        return new Identities(matches + other.matches, objects + other.objects, tracks + other.tracks);
    }
}
