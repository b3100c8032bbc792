package dev.sightline.dataset;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.ImageSize;
import dev.sightline.track.Sighting;
import dev.sightline.track.TrackId;
import dev.sightline.track.Tracker;
import dev.sightline.track.TrackerState;
import dev.sightline.track.TrackerUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tracks through a MOT Challenge file, with the tracker of the live pipeline. The box of a track is smoothed over
 * its detections; there are lines for frames in which the object was detected, or missed for a moment only.
 *
 * <p>MOT text says neither how fast its frames follow each other, hence the frame rate here, nor how large the picture
 * is, and its boxes may leave the picture. So boxes are normalised to the smallest rectangle around all boxes of the
 * file. The tracker measures overlaps and movements in sides of boxes, which makes the choice of rectangle immaterial.
 * Scores are clamped to [0, 1] for the tracker.
 */
public final class MotTracking {
    /** Frames a second unless told otherwise; what the MOT Challenge's films mostly have. */
    public static final double DEFAULT_FPS = 30;

    private static final String CAMERA = "mot";
    private static final FrameRef NO_REF = new FrameRef("", 0, 0);
    private static final ImageSize NO_SIZE = new ImageSize(1, 1);
    private static final ModelId NO_MODEL = new ModelId("", "", "");

    private final Tracker tracker;
    private final double fps;

    /**
     * A run of {@code tracker} over files.
     *
     * @param fps frames a second of the files, 0.01 to 1000
     */
    public MotTracking(Tracker tracker, double fps) {
        if (!(fps >= 0.01 && fps <= 1000)) {
            throw new IllegalArgumentException("fps is 0.01 to 1000, not " + fps);
        }
        this.tracker = tracker;
        this.fps = fps;
    }

    /**
     * Follows the objects of one file.
     *
     * @param detections by frame, as {@link MotText#read} gives them; frames that are missing in between are empty
     * @return the boxes of the tracks by frame, within a frame by id; ids count from 1
     */
    public List<MotTrackBox> track(List<MotDetection> detections) {
        var extent = MotExtent.of(detections);
        var boxes = new ArrayList<MotTrackBox>();
        TrackerState state = TrackerState.initial(CAMERA);
        var lastOf = new HashMap<TrackId, MotDetection>();
        int next = 0;
        for (int frame = 1; next < detections.size(); frame++) {
            int first = next;
            while (next < detections.size() && detections.get(next).frame() == frame) {
                next++;
            }
            List<MotDetection> found = detections.subList(first, next).stream()
                    .sorted(Comparator.comparingDouble(MotTracking::score).reversed())
                    .toList();
            TrackerUpdate update = tracker.update(state, frame(frame, found, extent), NO_REF);
            state = update.state();
            for (Sighting sighting : update.seen()) {
                MotDetection last = sighting.detection() < 0
                        ? at(lastOf.get(sighting.id()), frame)
                        : found.get(sighting.detection());
                lastOf.put(sighting.id(), last);
                boxes.add(new MotTrackBox(sighting.id().number(), extent.moved(last, sighting.box())));
            }
        }
        boxes.sort(Comparator.<MotTrackBox>comparingInt(box -> box.detection().frame())
                .thenComparingLong(MotTrackBox::id));
        return boxes;
    }

    /** The detection that a missed object had last, as if it were in {@code frame}. */
    private static MotDetection at(@Nullable MotDetection last, int frame) {
        MotDetection known = Objects.requireNonNull(last);
        return new MotDetection(
                frame, known.left(), known.top(), known.width(), known.height(), known.score(), known.classNumber());
    }

    private Detections frame(int number, List<MotDetection> found, MotExtent extent) {
        Instant at = Instant.EPOCH.plus(Duration.ofNanos(Math.round(number * 1e9 / fps)));
        List<Detection> normalised = found.stream()
                .map(detection -> new Detection(
                        Integer.toString(detection.classNumber()),
                        detection.classNumber() + 2,
                        score(detection),
                        extent.normalised(detection)))
                .toList();
        return new Detections(new FrameId(CAMERA, 0, number), NO_REF, null, at, NO_SIZE, NO_MODEL, null, normalised);
    }

    private static double score(MotDetection detection) {
        return Math.min(1, Math.max(0, detection.score()));
    }
}
