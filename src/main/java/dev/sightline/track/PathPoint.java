package dev.sightline.track;

import java.time.Instant;

/**
 * Where an object was at a time: the bottom centre of its box, in [0, 1], exact as 32-bit floats.
 *
 * @param at when that frame was received, to the microsecond
 * @param x from left to right
 * @param y from top to bottom
 */
public record PathPoint(Instant at, double x, double y) {
    /** Rounds. */
    public PathPoint {
        at = Rounded.micros(at);
        x = Rounded.single(x);
        y = Rounded.single(y);
    }
}
