package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;

/**
 * How a box moves: a constant-velocity Kalman filter in the manner of SORT (Bewley et al. 2016, section 3.2), but for two
 * things. A box that grows soon ceases to: its growth fades. And the less the score of a detection, the more noise it is
 * taken to have, as in the NSA Kalman filter (Du et al.: GIAOTracker, ICCV workshops 2021, arXiv 2202.11983, section
 * 3.3).
 *
 * <p>As all noise is independent between the coordinates, the filter falls apart into a small one for each. All noise is
 * in proportion to the box's own side, so large and small, near and far objects are alike and the picture's shape does
 * not matter. The figures are round ones from the middle of where five sequences of the MOT Challenge 2015, at 7 to 30
 * frames/s, and a film are tracked best.
 *
 * @param x of the centre, normalised
 * @param y of the centre, normalised
 * @param width normalised
 * @param height normalised
 */
public record BoxMotion(Motion x, Motion y, Motion width, Motion height) {
    /** Standard deviation of a detection's centre and sides when its score is 1, in sides of the box. */
    private static final double MEASUREMENT = 0.07;

    /** How much more it is when the score is 0: so many times as much. */
    private static final double DOUBT = 4;

    /** Standard deviation of the first guess of the centre's velocity, which is 0; in sides a second. */
    private static final double VELOCITY = 1.5;

    /** Standard deviation that the centre's velocity gains in a second, in sides a second. */
    private static final double ACCELERATION = 0.6;

    /** Both are less from left to right, as boxes of walkers sway with their steps: so much of it. */
    private static final double ACROSS = 0.8;

    /** Standard deviation of the first guess of the sides' growth, which is 0; in sides a second. */
    private static final double GROWTH = 0.2;

    /** Standard deviation that the sides' growth gains in a second, in sides a second. */
    private static final double GROWTH_CHANGE = 0.1;

    /** In which growth fades to 1/e, in seconds. */
    private static final double GROWTH_MEMORY = 1;

    /** The least side, so that an empty box has a noise too. */
    private static final double MIN_SIDE = 1e-4;

    /** The largest side, so that no prediction runs away. */
    private static final double MAX_SIDE = 10;

    /** A box just found, believed to be at rest. */
    static BoxMotion at(BoundingBox box) {
        double w = side(box.width());
        double h = side(box.height());
        return new BoxMotion(
                start(box.center().x(), w, ACROSS * VELOCITY),
                start(box.center().y(), h, VELOCITY),
                start(w, w, GROWTH),
                start(h, h, GROWTH));
    }

    private static Motion start(double value, double side, double velocity) {
        return new Motion(value, 0, square(MEASUREMENT * side), 0, square(velocity * side));
    }

    /** The motion predicted {@code seconds}, ≥ 0, later. */
    BoxMotion after(double seconds) {
        double w = side(width.value());
        double h = side(height.value());
        return new BoxMotion(
                x.after(seconds, square(ACROSS * ACCELERATION * w)),
                y.after(seconds, square(ACCELERATION * h)),
                width.fading(GROWTH_MEMORY, seconds, square(GROWTH_CHANGE * w)),
                height.fading(GROWTH_MEMORY, seconds, square(GROWTH_CHANGE * h)));
    }

    /** The motion after a detection at this time. */
    BoxMotion corrected(Detection detection) {
        BoundingBox measured = detection.box();
        double noise = MEASUREMENT * (1 + DOUBT * (1 - detection.score()));
        double w = square(noise * side(width.value()));
        double h = square(noise * side(height.value()));
        return new BoxMotion(
                x.corrected(measured.center().x(), w),
                y.corrected(measured.center().y(), h),
                width.corrected(side(measured.width()), w),
                height.corrected(side(measured.height()), h));
    }

    /** The smoothed or predicted box. */
    BoundingBox box() {
        return BoundingBox.ofCenter(x.value(), y.value(), side(width.value()), side(height.value()));
    }

    private static double side(double value) {
        return Math.min(MAX_SIDE, Math.max(MIN_SIDE, value));
    }

    private static double square(double value) {
        return value * value;
    }
}
