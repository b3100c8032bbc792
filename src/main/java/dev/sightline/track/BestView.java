package dev.sightline.track;

import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;

/**
 * Where an object was seen best: the first of the frames with its highest score.
 *
 * @param score the highest score so far, in [0, 1], exact as a 32-bit float
 * @param frame the frame it was seen in
 * @param ref where that frame's record is
 */
public record BestView(double score, FrameId frame, FrameRef ref) {
    /** Rounds the score. */
    public BestView {
        score = Rounded.single(score);
    }

    /** The better of this and a later view. */
    BestView or(BestView later) {
        return later.score > score ? later : this;
    }
}
