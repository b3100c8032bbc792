package dev.sightline.track;

import dev.sightline.detect.Detections;

/**
 * The tracker SORT (Bewley, Ge, Ott, Ramos, Upcroft: Simple Online and Realtime Tracking, ICIP 2016): objects move at a
 * nearly constant velocity, and the detections of a frame belong to those objects whose predicted boxes they overlap
 * most. Three things differ: the time between frames is the real one, so that any frame rate will do; detections go to
 * confirmed tracks before lost and then tentative ones; a confirmed track stays confirmed until it ends.
 */
public final class SortTracker implements Tracker {
    private final TrackerSettings settings;

    /** A tracker with the given settings. */
    public SortTracker(TrackerSettings settings) {
        this.settings = settings;
    }

    @Override
    public TrackerUpdate update(TrackerState state, Detections detections) {
        if (!detections.frame().camera().equals(state.camera())) {
            throw new IllegalArgumentException(
                    "a frame of " + detections.frame().camera() + " is not for the tracks of " + state.camera());
        }
        return new SortStep(settings, state, detections).update();
    }
}
