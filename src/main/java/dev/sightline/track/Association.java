package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.geometry.BoundingBox;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which detection of a frame belongs to which track; used once, by one thread. Confirmed tracks come first: they take good
 * detections, those that are left faint ones (Zhang et al.: ByteTrack, arXiv 2110.06864, algorithm 1), and those that are
 * still left good ones farther away. Tentative tracks, which may be nothing, take what remains.
 *
 * <p>Boxes are compared with a margin around both, so that objects that moved farther than they are large are still found
 * (Yang et al.: C-BIoU, arXiv 2211.13317, section 3.2). Among near boxes one that lies ahead on an object's course is preferred (Cao et al.: OC-SORT, arXiv
 * 2203.14360, section 4.2).
 */
final class Association {
    /** On each side of a box, in its sides. */
    private static final double MARGIN = 0.3;

    /** Overlap with margins from which a good detection may belong to a track. */
    private static final double NEAR = 0.3;

    /** The same for a faint detection, which is more often a part of something else. */
    private static final double VERY_NEAR = 0.6;

    /** The same for a good detection that no nearer track took. */
    private static final double FAR = 0.15;

    /** Detections of at least this score are good everywhere, in [0, 1]. */
    private static final double GOOD = 0.6;

    /** Where tracks have better scores, only as much below them in log-odds. */
    private static final double GOOD_BELOW = 3;

    /** How much the direction counts beside the overlap. */
    private static final double COURSE = 0.2;

    private static final double LEAST_WEIGHT = 1e-4;

    private final List<Track> tracks;
    private final List<Detection> detections;
    private final LookAlikes lookAlikes;
    private final BoundingBox[] predicted;
    private final BoundingBox[] found;
    private final int[] detectionOfTrack;
    private final boolean[] taken;

    Association(List<Track> tracks, Detections frame, LookAlikes lookAlikes) {
        this.tracks = tracks;
        this.detections = frame.detections();
        this.lookAlikes = lookAlikes;
        this.predicted = tracks.stream()
                .map(track -> wider(track.predicted(frame.receivedAt())))
                .toArray(BoundingBox[]::new);
        this.found =
                detections.stream().map(detection -> wider(detection.box())).toArray(BoundingBox[]::new);
        this.detectionOfTrack = new int[tracks.size()];
        this.taken = new boolean[detections.size()];
        Arrays.fill(detectionOfTrack, -1);
    }

    private static BoundingBox wider(BoundingBox box) {
        double x = MARGIN * box.width();
        double y = MARGIN * box.height();
        return new BoundingBox(box.left() - x, box.top() - y, box.right() + x, box.bottom() + y);
    }

    /**
     * The index of each track's detection, or -1 for a track that is not in the frame.
     *
     * @param levels what are good scores
     * @param minScore detections below are not looked at
     */
    int[] detectionOfTrack(ScoreLevels levels, double minScore) {
        IntPredicate good = i -> score(i) >= GOOD
                && levels.of(lookAlikes.group(detections.get(i).label()))
                        .reaches(ScoreLevel.logOdds(score(i)), GOOD_BELOW);
        IntPredicate faint = i -> score(i) >= minScore && !good.test(i);
        Predicate<Track> confirmed = track -> !track.isTentative();
        assign(confirmed, good, NEAR);
        assign(confirmed, faint, VERY_NEAR);
        assign(confirmed, good, FAR);
        assign(Track::isTentative, good, NEAR);
        return detectionOfTrack;
    }

    private double score(int detection) {
        return detections.get(detection).score();
    }

    /** Pairs what is left so that the sum of the overlaps is the largest. */
    private void assign(Predicate<Track> who, IntPredicate which, double least) {
        int[] rows = IntStream.range(0, tracks.size())
                .filter(i -> detectionOfTrack[i] < 0 && who.test(tracks.get(i)))
                .toArray();
        int[] columns = IntStream.range(0, taken.length)
                .filter(i -> !taken[i] && which.test(i))
                .toArray();
        Pairs pairs = new Pairs(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double overlap = predicted[rows[i]].iou(found[columns[j]]);
                if (overlap >= least && alike(rows[i], columns[j])) {
                    pairs.add(i, j, Math.max(LEAST_WEIGHT, overlap + ahead(rows[i], columns[j])));
                }
            }
        }
        int[] columnOfRow = pairs.columnOfRow();
        for (int i = 0; i < columnOfRow.length; i++) {
            if (columnOfRow[i] >= 0) {
                detectionOfTrack[rows[i]] = columns[columnOfRow[i]];
                taken[columns[columnOfRow[i]]] = true;
            }
        }
    }

    /** The cue of the direction: what makes a box on the object's course preferred to one beside it. */
    private double ahead(int track, int detection) {
        return COURSE
                * score(detection)
                * tracks.get(track).ahead(detections.get(detection).box());
    }

    private boolean alike(int track, int detection) {
        return lookAlikes
                .group(tracks.get(track).label())
                .equals(lookAlikes.group(detections.get(detection).label()));
    }
}
