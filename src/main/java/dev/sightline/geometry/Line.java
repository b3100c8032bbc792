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

    /** How far {@code point} is from the line, in fractions of the picture. */
    public double distance(Point point) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < points.size(); i++) {
            least = Math.min(least, distance(points.get(i - 1), points.get(i), point));
        }
        return least;
    }

    private static double distance(Point a, Point b, Point p) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double along = ((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / (dx * dx + dy * dy);
        double t = Math.max(0, Math.min(1, along));
        return Math.hypot(a.x() + t * dx - p.x(), a.y() + t * dy - p.y());
    }

    /** How a straight way crosses the line: 1 in, -1 out, 0 not at all or as often in as out. */
    public int crossing(Point from, Point to) {
        int sum = 0;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            boolean between = isLeft(from, to, a) != isLeft(from, to, b);
            boolean wasLeft = isLeft(a, b, from);
            if (between && wasLeft != isLeft(a, b, to)) {
                sum += wasLeft ? 1 : -1;
            }
        }
        return Integer.signum(sum);
    }

    /** Whether p is on the left hand of one who walks from a to b; y goes down. */
    private static boolean isLeft(Point a, Point b, Point p) {
        return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()) < 0;
    }
}
