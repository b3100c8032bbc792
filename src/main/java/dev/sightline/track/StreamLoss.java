package dev.sightline.track;

import java.time.Instant;

/**
 * A camera's stream was lost: after this frame nothing came for a while, or ever.
 *
 * @param epoch of the last frame, see {@link dev.sightline.frame.FrameId}
 * @param lastSequence of the last frame; -1 when there was none in the epoch
 * @param at when the loss was found out
 */
public record StreamLoss(long epoch, long lastSequence, Instant at) {
    /** Checks the numbers. */
    public StreamLoss {
        if (epoch < 0 || lastSequence < -1) {
            throw new IllegalArgumentException("epoch >= 0 and lastSequence >= -1, not " + epoch + ", " + lastSequence);
        }
    }

    /** Whether it happened before the frame. */
    boolean isBefore(long frameEpoch, long frameSequence) {
        return epoch < frameEpoch || (epoch == frameEpoch && lastSequence < frameSequence);
    }

    /** Whether it happened right after the frame. */
    boolean isAfter(long frameEpoch, long frameSequence) {
        return epoch == frameEpoch && lastSequence == frameSequence;
    }

    /** Whether the epoch has had no frame: whoever began it found no stream. */
    boolean isInVain() {
        return lastSequence < 0;
    }
}
