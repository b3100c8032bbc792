package dev.sightline.detect;

import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import java.util.Set;

/**
 * A part of one camera's picture in which objects are ignored: a poster, a mirror, a tree that is taken for a person.
 *
 * @param polygon its outline, normalised
 * @param labels the classes that are ignored, in the model's words; empty for all
 */
public record ObjectMask(Polygon polygon, Set<String> labels) {
    /** A polygon does not contain its lowest and rightmost points, but the picture does. */
    private static final double INSIDE = Math.nextDown(1.0);

    /** Copies the labels. */
    public ObjectMask {
        labels = Set.copyOf(labels);
    }

    /** Whether the detection is of such a class and the bottom centre of its box is inside. */
    public boolean hides(Detection detection) {
        Point foot = detection.box().bottomCenter();
        return (labels.isEmpty() || labels.contains(detection.label()))
                && polygon.contains(new Point(Math.min(foot.x(), INSIDE), Math.min(foot.y(), INSIDE)));
    }
}
