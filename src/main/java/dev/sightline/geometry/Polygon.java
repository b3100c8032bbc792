package dev.sightline.geometry;

import java.util.List;

/**
 * A simple polygon: at least three corners inside the picture, edges that do not cross, an area above zero.
 *
 * @param corners the corners in order, either way round, 3 to 100 of them, each in [0, 1] × [0, 1]
 */
public record Polygon(List<Point> corners) {
    private static final int MAX_CORNERS = 100;

    /** Checks the corners; the message of the exception says what to change. */
    public Polygon {
        corners = List.copyOf(corners);
        if (corners.size() < 3 || corners.size() > MAX_CORNERS) {
            throw new IllegalArgumentException(
                    "a polygon needs 3 to " + MAX_CORNERS + " corners, not " + corners.size());
        }
        for (Point corner : corners) {
            if (corner.x() < 0 || corner.x() > 1 || corner.y() < 0 || corner.y() > 1) {
                throw new IllegalArgumentException("corner (" + corner.x() + ", " + corner.y()
                        + ") is outside the picture; coordinates go from 0 to 1");
            }
        }
        if (Math.abs(signedArea(corners)) < 1e-9) {
            throw new IllegalArgumentException("the polygon has no area");
        }
        if (crossesItself(corners)) {
            throw new IllegalArgumentException("the polygon's edges cross; list the corners in order around it");
        }
    }

    /**
     * Whether {@code point} is inside, by the even-odd rule along a ray to the right. Of two polygons that share an
     * edge, a point on it belongs to exactly one.
     */
    public boolean contains(Point point) {
        boolean inside = false;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            Point a = corners.get(i);
            Point b = corners.get(j);
            if ((a.y() > point.y()) != (b.y() > point.y()) && point.x() < crossing(a, b, point.y())) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** Where the edge between a and b is at height y; the same number, to the last bit, for the edge from b to a. */
    private static double crossing(Point a, Point b, double y) {
        Point upper = a.y() < b.y() ? a : b;
        Point lower = a.y() < b.y() ? b : a;
        return (lower.x() - upper.x()) * (y - upper.y()) / (lower.y() - upper.y()) + upper.x();
    }

    private static double signedArea(List<Point> corners) {
        double twice = 0;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            twice += corners.get(j).x() * corners.get(i).y()
                    - corners.get(i).x() * corners.get(j).y();
        }
        return twice / 2;
    }

    private static boolean crossesItself(List<Point> corners) {
        int n = corners.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 2; j < n; j++) {
                boolean neighbours = i == 0 && j == n - 1;
                if (!neighbours
                        && cross(corners.get(i), corners.get(i + 1), corners.get(j), corners.get((j + 1) % n))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the open segments ab and cd cross. */
    private static boolean cross(Point a, Point b, Point c, Point d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(Point a, Point b, Point p) {
        return Math.signum((b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()));
    }
}
