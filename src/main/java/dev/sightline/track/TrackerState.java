package dev.sightline.track;

import dev.sightline.frame.CameraId;
import dev.sightline.frame.FrameId;
import java.util.List;

/**
 * All that a tracker knows about one camera.
 *
 * @param camera the camera's id
 * @param epoch of the last frame, see {@link FrameId}; 0 before the first one
 * @param sequence of the last frame, skipped ones included; -1 before the first one
 * @param nextNumber the number of the next confirmed track, from 1; it only ever grows, over epochs too
 * @param level what are good scores
 * @param tracks the live tracks, at most {@link #MAX_TRACKS}, older ones first
 */
public record TrackerState(
        String camera, long epoch, long sequence, long nextNumber, ScoreLevel level, List<Track> tracks) {
    /** The most tracks of one camera at a time; while there are as many, no new ones begin. */
    public static final int MAX_TRACKS = 1000;

    /** Checks the parts. */
    public TrackerState {
        CameraId.check(camera);
        if (epoch < 0 || sequence < -1 || nextNumber < 1) {
            throw new IllegalArgumentException("epoch >= 0, sequence >= -1 and nextNumber >= 1, not " + epoch + ", "
                    + sequence + ", " + nextNumber);
        }
        tracks = List.copyOf(tracks);
        if (tracks.size() > MAX_TRACKS) {
            throw new IllegalArgumentException("a camera has at most " + MAX_TRACKS + " tracks, not " + tracks.size());
        }
    }

    /** The state before a camera's first frame. */
    public static TrackerState initial(String camera) {
        return new TrackerState(camera, 0, -1, 1, ScoreLevel.INITIAL, List.of());
    }

    /** Whether {@code frame} is newer than the last one. */
    boolean isBefore(FrameId frame) {
        return frame.epoch() > epoch || (frame.epoch() == epoch && frame.sequence() > sequence);
    }
}
