package dev.sightline.track;

import dev.sightline.detect.Detections;

/**
 * Follows the objects of one camera from frame to frame. A tracker is a pure function: it keeps nothing between calls,
 * so one instance serves all cameras and threads, and the same frames always give the same tracks.
 */
public interface Tracker {
    /**
     * Takes the next frame of a camera.
     *
     * <p>A frame of a later epoch ends all tracks. A skipped frame leaves them alone. A frame that is not newer than
     * the last one changes nothing.
     *
     * @param state what the previous frame left behind, or {@link TrackerState#initial} for a camera's first frame
     * @param detections what was found in the frame; its {@code receivedAt} is the time that passes
     * @throws IllegalArgumentException if the frame is another camera's
     */
    TrackerUpdate update(TrackerState state, Detections detections);
}
