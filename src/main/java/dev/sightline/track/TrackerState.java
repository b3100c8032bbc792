package dev.sightline.track;

import dev.sightline.frame.CameraId;
import dev.sightline.frame.FrameId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a tracker knows about one camera.
 *
 * @param camera the camera's id
 * @param epoch of the last frame, see {@link FrameId}; 0 before the first one
 * @param sequence of the last frame, skipped ones included; -1 before the first one
 * @param last that frame; null before the first one
 * @param nextNumber the number of the next confirmed track, from 1; it only ever grows, over epochs too
 * @param levels what are good scores
 * @param losses of the stream, in order, which wait for frames still to come; at most {@link #MAX_LOSSES}
 * @param tracks the live tracks, at most {@link #MAX_TRACKS}, older ones first
 */
public record TrackerState(
        String camera,
        long epoch,
        long sequence,
        @Nullable SeenFrame last,
        long nextNumber,
        ScoreLevels levels,
        List<StreamLoss> losses,
        List<Track> tracks) {
    /** The most tracks of one camera at a time; while there are as many, no new ones begin. */
    public static final int MAX_TRACKS = 1000;

    /** The most losses that wait; the oldest one goes first. */
    public static final int MAX_LOSSES = 16;

    /** Checks the parts. */
    public TrackerState {
        CameraId.check(camera);
        if (epoch < 0 || sequence < -1 || nextNumber < 1) {
            throw new IllegalArgumentException("epoch >= 0, sequence >= -1 and nextNumber >= 1, not " + epoch + ", "
                    + sequence + ", " + nextNumber);
        }
        losses = List.copyOf(losses);
        tracks = List.copyOf(tracks);
        if (tracks.size() > MAX_TRACKS || losses.size() > MAX_LOSSES) {
            throw new IllegalArgumentException("a camera has at most " + MAX_TRACKS + " tracks and " + MAX_LOSSES
                    + " losses, not " + tracks.size() + " and " + losses.size());
        }
    }

    /** The state before a camera's first frame. */
    public static TrackerState initial(String camera) {
        return new TrackerState(camera, 0, -1, null, 1, ScoreLevels.INITIAL, List.of(), List.of());
    }

    /** Whether {@code frame} is newer than the last one. */
    boolean isBefore(FrameId frame) {
        return frame.epoch() > epoch || (frame.epoch() == epoch && frame.sequence() > sequence);
    }

    /** With a loss that waits for its frame; a second one after the same frame tells nothing new. */
    TrackerState waiting(StreamLoss loss) {
        if (losses.stream().anyMatch(known -> known.isAfter(loss.epoch(), loss.lastSequence()))) {
            return this;
        }
        var all = new ArrayList<>(losses);
        all.add(loss);
        all.sort(Comparator.comparingLong(StreamLoss::epoch).thenComparingLong(StreamLoss::lastSequence));
        List<StreamLoss> kept = all.subList(Math.max(0, all.size() - MAX_LOSSES), all.size());
        return new TrackerState(camera, epoch, sequence, last, nextNumber, levels, kept, tracks);
    }

    /** Without tracks. */
    TrackerState empty() {
        return new TrackerState(camera, epoch, sequence, last, nextNumber, levels, losses, List.of());
    }
}
