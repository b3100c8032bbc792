package dev.sightline.geometry;

/**
 * A point of a picture, normalised: (0, 0) is the top left corner, (1, 1) the bottom right one. Points outside the
 * picture are allowed, because a predicted box may leave it.
 *
 * @param x fraction of the picture's width, finite
 * @param y fraction of the picture's height, finite
 */
public record Point(double x, double y) {
    /** Checks that both coordinates are finite. */
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point needs finite coordinates, not (" + x + ", " + y + ")");
        }
    }
}
