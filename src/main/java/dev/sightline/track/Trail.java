package dev.sightline.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an object went, in few points. When there are too many, the one goes that tells least: whose triangle with its
 * neighbours, in place and time, has the least area (Visvalingam and Whyatt: Line generalisation by repeated elimination
 * of points, The Cartographic Journal 30, 1993). So a pause and a turn stay, and a steady walk needs two points.
 *
 * @param points in the order they came, 1 to {@value #MOST}; the last one is where the object was last seen
 */
public record Trail(List<PathPoint> points) {
    /** The most points. */
    public static final int MOST = 32;

    /** Checks how many points there are. */
    public Trail {
        points = List.copyOf(points);
        if (points.isEmpty() || points.size() > MOST) {
            throw new IllegalArgumentException("a path has 1 to " + MOST + " points, not " + points.size());
        }
    }

    static Trail from(PathPoint point) {
        return new Trail(List.of(point));
    }

    /** Longer by one point. */
    Trail to(PathPoint point) {
        var all = new ArrayList<>(points);
        all.add(point);
        if (all.size() > MOST) {
            all.remove(leastTelling(all));
        }
        return new Trail(all);
    }

    private static int leastTelling(List<PathPoint> all) {
        int least = 1;
        double leastArea = Double.POSITIVE_INFINITY;
        for (int i = 1; i < all.size() - 1; i++) {
            double area = area(all.get(i - 1), all.get(i), all.get(i + 1));
            if (area < leastArea) {
                leastArea = area;
                least = i;
            }
        }
        return least;
    }

    /** How far b is from where an object that goes steadily from a to c would be, times how long that takes. */
    private static double area(PathPoint a, PathPoint b, PathPoint c) {
        double whole = seconds(a, c);
        double share = whole == 0 ? 0.5 : Math.min(1, seconds(a, b) / whole);
        double x = a.x() + share * (c.x() - a.x());
        double y = a.y() + share * (c.y() - a.y());
        return Math.hypot(b.x() - x, b.y() - y) * whole;
    }

    private static double seconds(PathPoint from, PathPoint to) {
        return Math.abs(Duration.between(from.at(), to.at()).toMillis() * 1e-3);
    }
}
