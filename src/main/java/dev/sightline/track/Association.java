package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.geometry.BoundingBox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Which detection of a frame belongs to which track; used once, by one thread. */
final class Association {
    /** Who chooses first: a lost track's prediction is vaguer than one just seen, a tentative track may be nothing. */
    private static final List<Track.State> ORDER =
            List.of(Track.State.CONFIRMED, Track.State.LOST, Track.State.TENTATIVE);

    private final List<Track> tracks;
    private final List<Detection> detections;
    private final List<BoundingBox> predicted;
    private final TrackerSettings settings;
    private final int[] detectionOfTrack;
    private final boolean[] taken;

    Association(List<Track> tracks, Detections frame, TrackerSettings settings) {
        this.tracks = tracks;
        this.detections = frame.detections();
        this.predicted = tracks.stream()
                .map(track -> track.predicted(frame.receivedAt()))
                .toList();
        this.settings = settings;
        this.detectionOfTrack = new int[tracks.size()];
        this.taken = new boolean[detections.size()];
        Arrays.fill(detectionOfTrack, -1);
    }

    /** The index of each track's detection, or -1 for a track that is not in the frame. */
    int[] detectionOfTrack() {
        var classes = new TreeSet<Integer>();
        tracks.forEach(track -> classes.add(track.classIndex()));
        for (int classIndex : classes) {
            for (Track.State state : ORDER) {
                assign(classIndex, state);
            }
        }
        return detectionOfTrack;
    }

    private void assign(int classIndex, Track.State state) {
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < tracks.size(); i++) {
            Track track = tracks.get(i);
            if (track.classIndex() == classIndex && track.state() == state) {
                rows.add(i);
            }
        }
        var columns = new ArrayList<Integer>();
        for (int j = 0; j < detections.size(); j++) {
            Detection detection = detections.get(j);
            if (!taken[j] && detection.classIndex() == classIndex && detection.score() >= settings.minScore()) {
                columns.add(j);
            }
        }
        int[] columnOfRow = Assignment.maximize(weights(rows, columns));
        for (int i = 0; i < columnOfRow.length; i++) {
            if (columnOfRow[i] >= 0) {
                int detection = columns.get(columnOfRow[i]);
                detectionOfTrack[rows.get(i)] = detection;
                taken[detection] = true;
            }
        }
    }

    /** IoU of prediction and detection, shape (rows, columns); 0 below the threshold. */
    private double[][] weights(List<Integer> rows, List<Integer> columns) {
        double[][] weights = new double[rows.size()][columns.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                double iou = predicted
                        .get(rows.get(i))
                        .iou(detections.get(columns.get(j)).box());
                weights[i][j] = iou >= settings.iouThreshold() ? iou : 0;
            }
        }
        return weights;
    }
}
