package dev.sightline.track;

import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.Zone;
import java.util.List;
import java.util.function.Function;

/**
 * A tracker that looks at boxes and scores only. It began as SORT (Bewley et al.: Simple Online and Realtime Tracking,
 * ICIP 2016): objects move at a nearly constant velocity, and detections belong to the objects whose predicted boxes they
 * overlap most. What is added, each kept because it paid on five sequences of the MOT Challenge 2015 at 7 to 30 frames/s
 * and on a film with this project's own detector, with one setting for all:
 *
 * <ul>
 *   <li>Scores are compared with those of the camera's tracks of the same class, see {@link ScoreLevels}: a track whose
 *       scores stay poor is not believed. It is what pays most, 3 to 4 points of MOTA.
 *   <li>Detections come in two turns, good ones first, then faint ones for tracks that are left (Zhang et al.: ByteTrack,
 *       ECCV 2022, arXiv 2110.06864, algorithm 1); see {@link Association}.
 *   <li>Boxes are compared with a margin around them (Yang et al.: C-BIoU, WACV 2023, arXiv 2211.13317, section 3.2).
 *   <li>Boxes ahead on an object's course are preferred (Cao et al.: OC-SORT, CVPR 2023, arXiv 2203.14360, section 4.2).
 *   <li>The less the score, the less a detection moves its track; see {@link BoxMotion}.
 *   <li>A track is shown at its predicted place while its object is missed for a moment, if that is in the picture.
 *   <li>The time between frames is the real one, so that any frame rate will do.
 * </ul>
 *
 * <p>What did not pay, or no more than by chance: the re-update after an occlusion (OC-SORT), the likeness of heights or
 * scores as cues, margins that grow, a shift of all boxes against a moving camera, turns for lost tracks of their own, the
 * end of tracks upon each other.
 */
public final class BoxTracker implements Tracker {
    private final TrackerSettings settings;
    private final Function<String, List<Zone>> zones;

    /** A tracker with the given settings for cameras without zones. */
    public BoxTracker(TrackerSettings settings) {
        this(settings, camera -> List.of());
    }

    /**
     * A tracker with the given settings.
     *
     * @param zones gives the zones of a camera as they are now; asked at every frame, from any thread
     */
    public BoxTracker(TrackerSettings settings, Function<String, List<Zone>> zones) {
        this.settings = settings;
        this.zones = zones;
    }

    @Override
    public TrackerUpdate update(TrackerState state, Detections detections, FrameRef record) {
        if (!detections.frame().camera().equals(state.camera())) {
            throw new IllegalArgumentException(
                    "a frame of " + detections.frame().camera() + " is not for the tracks of " + state.camera());
        }
        if (!state.isBefore(detections.frame())) {
            return TrackerUpdate.unchanged(state);
        }
        return new TrackStep(settings, zones.apply(state.camera()), state, detections, record).update();
    }

    @Override
    public TrackerUpdate lose(TrackerState state, StreamLoss loss) {
        if (loss.isBefore(state.epoch(), state.sequence())) {
            return TrackerUpdate.unchanged(state);
        }
        boolean next = loss.isAfter(state.epoch(), state.sequence());
        TrackerState after = next ? state : state.waiting(loss);
        Reporter reporter = next || loss.isInVain() ? Reporter.ofLast(state, zones.apply(state.camera())) : null;
        return reporter == null
                ? TrackerUpdate.unchanged(after)
                : new TrackerUpdate(after.empty(), reporter.streamLost(state.tracks(), loss.at()), List.of());
    }
}
