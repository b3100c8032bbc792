package dev.sightline.geometry;

import java.util.List;

/**
 * A named line in one camera's picture, straight or with bends, that objects may cross. Walking along it from the first
 * point to the last as seen in the picture, an object that goes from the left hand to the right hand goes in, the other
 * way it goes out.
 *
 * @param name unique among the camera's lines, not blank
 * @param points the ends and the bends in order, 2 to {@value #MAX_POINTS}, each in [0, 1] × [0, 1], no two in a row alike
 */
public record Line(String name, List<Point> points) {
    private static final int MAX_POINTS = 100;

    /** Checks the name and the points; the message of the exception says what to change. */
    public Line {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a line needs a name");
        }
        points = List.copyOf(points);
        if (points.size() < 2 || points.size() > MAX_POINTS) {
            throw new IllegalArgumentException("a line needs 2 to " + MAX_POINTS + " points, not " + points.size());
        }
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (point.x() < 0 || point.x() > 1 || point.y() < 0 || point.y() > 1) {
                throw new IllegalArgumentException("point (" + point.x() + ", " + point.y()
                        + ") is outside the picture; coordinates go from 0 to 1");
            }
            if (i > 0 && point.equals(points.get(i - 1))) {
                throw new IllegalArgumentException(
                        "point (" + point.x() + ", " + point.y() + ") is there twice in a row");
            }
        }
    }
}
