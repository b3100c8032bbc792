package dev.sightline.track;

import dev.sightline.geometry.BoundingBox;

/**
 * How a box moves: a constant-velocity Kalman filter in the manner of SORT (Bewley et al. 2016, section 3.2). As all
 * noise is independent between the coordinates, it falls apart into one small filter for each. All noise is in
 * proportion to the box's own side, so large and small, near and far objects are alike and the picture's shape does not
 * matter. The figures are round ones from the middle of where five sequences of the MOT Challenge 2015, at 7 to 30
 * frames/s, are tracked best.
 *
 * @param x of the centre, normalised
 * @param y of the centre, normalised
 * @param width normalised
 * @param height normalised
 */
public record BoxMotion(Motion x, Motion y, Motion width, Motion height) {
    /** Standard deviation of a detection's centre and sides, in sides of the box. */
    private static final double MEASUREMENT = 0.07;

    /** Standard deviation of the first guess of the centre's velocity, which is 0; in sides a second. */
    private static final double VELOCITY = 1.5;

    /** Standard deviation that the centre's velocity gains in a second, in sides a second. */
    private static final double ACCELERATION = 1.2;

    /** Standard deviation of the first guess of the sides' growth, which is 0; in sides a second. */
    private static final double GROWTH = 0.5;

    /** Standard deviation that the sides' growth gains in a second, in sides a second. */
    private static final double GROWTH_CHANGE = 0.2;

    /** The least side, so that an empty box has a noise too. */
    private static final double MIN_SIDE = 1e-4;

    /** A box just found, believed to be at rest. */
    static BoxMotion at(BoundingBox box) {
        double w = side(box.width());
        double h = side(box.height());
        return new BoxMotion(
                start(box.center().x(), w, VELOCITY),
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
                x.after(seconds, square(ACCELERATION * w)),
                y.after(seconds, square(ACCELERATION * h)),
                width.after(seconds, square(GROWTH_CHANGE * w)),
                height.after(seconds, square(GROWTH_CHANGE * h)));
    }

    /** The motion after a detection at this time. */
    BoxMotion corrected(BoundingBox measured) {
        double w = square(MEASUREMENT * side(width.value()));
        double h = square(MEASUREMENT * side(height.value()));
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
        return Math.max(MIN_SIDE, value);
    }

    private static double square(double value) {
        return value * value;
    }
}
