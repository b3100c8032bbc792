package dev.sightline.track;

import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;

/**
 * Follows the objects of one camera from frame to frame. A tracker keeps nothing between calls, so one instance serves all
 * cameras and threads, and the same frames always give the same tracks.
 */
public interface Tracker {
    /**
     * Takes the next frame of a camera.
     *
     * <p>All tracks end with a frame of a later epoch, with one that comes after a loss of the stream or longer after the
     * last frame than a track is kept. A skipped frame leaves them alone. A frame that is not newer than the last one
     * changes nothing.
     *
     * @param state what the previous frame left behind, or {@link TrackerState#initial} for a camera's first frame
     * @param detections what was found in the frame; its {@code receivedAt} is the time that passes
     * @param record where the record of the detections is
     * @throws IllegalArgumentException if the frame is another camera's
     */
    TrackerUpdate update(TrackerState state, Detections detections, FrameRef record);

    /**
     * Takes the news that the stream of the state's camera was lost. All its tracks end, if the last frame is the one after
     * which it was lost, or if it is of an earlier epoch and the present one has no stream yet. If there are frames still to
     * come before it, the news waits for them; if later ones have come, it is no news.
     */
    TrackerUpdate lose(TrackerState state, StreamLoss loss);
}
