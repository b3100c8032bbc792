package dev.sightline.track;

/**
 * How an object moves in the picture, in heights of its box a second, so that near and far objects are alike; exact as
 * 32-bit floats.
 *
 * @param x to the right, within {@value #MOST} of 0
 * @param y down, within {@value #MOST} of 0
 */
public record Velocity(double x, double y) {
    /** At rest. */
    public static final Velocity NONE = new Velocity(0, 0);

    /** Far above anything real; a velocity beyond is cut off here. */
    static final double MOST = 1000;

    /** Rounds and cuts off. */
    public Velocity {
        x = Rounded.single(Math.max(-MOST, Math.min(MOST, x)));
        y = Rounded.single(Math.max(-MOST, Math.min(MOST, y)));
    }

    /** In heights of the box a second, ≥ 0. */
    public double speed() {
        return Math.hypot(x, y);
    }
}
