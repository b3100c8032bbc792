package dev.sightline.condition;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import java.util.Locale;

/** Which point of a box says where the object is. */
public enum Anchor {
    /** The middle of the lower edge: where it stands. */
    BOTTOM_CENTER,
    /** The middle. */
    CENTER,
    /** The middle of the upper edge. */
    TOP_CENTER;

    private static final double INSIDE = Math.nextDown(1.0);

    /**
     * The point of a box. A polygon does not contain its lowest and rightmost points, so an object that is cut off by the
     * picture's edge would be in no zone; it is taken to be just inside the picture.
     */
    Point of(BoundingBox box) {
        double y =
                switch (this) {
                    case BOTTOM_CENTER -> box.bottom();
                    case CENTER -> box.center().y();
                    case TOP_CENTER -> box.top();
                };
        return new Point(Math.min(box.center().x(), INSIDE), Math.min(y, INSIDE));
    }

    /** The point in words, such as {@code top center}. */
    String describe() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
