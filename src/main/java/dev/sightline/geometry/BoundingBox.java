package dev.sightline.geometry;

/**
 * An axis-parallel box in corner form, normalised to the picture: {@code 0} is its left or top edge, {@code 1} its right
 * or bottom edge. A box may reach outside [0, 1] (a prediction can) and may be empty.
 *
 * @param left x of the left edge, finite
 * @param top y of the top edge, finite
 * @param right x of the right edge, ≥ {@code left}
 * @param bottom y of the bottom edge, ≥ {@code top}
 */
public record BoundingBox(double left, double top, double right, double bottom) {
    /** Checks that the edges are finite and in order. */
    public BoundingBox {
        if (!(Double.isFinite(left) && Double.isFinite(top) && Double.isFinite(right) && Double.isFinite(bottom))) {
            throw new IllegalArgumentException("a box needs finite edges");
        }
        if (left > right || top > bottom) {
            throw new IllegalArgumentException("a box needs left <= right and top <= bottom, not " + left + " " + top
                    + " " + right + " " + bottom);
        }
    }

    /** The box with centre (cx, cy) and the given width and height, both ≥ 0. */
    public static BoundingBox ofCenter(double cx, double cy, double width, double height) {
        return new BoundingBox(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2);
    }

    /** The width, ≥ 0, as a fraction of the picture's width. */
    public double width() {
        return right - left;
    }

    /** The height, ≥ 0, as a fraction of the picture's height. */
    public double height() {
        return bottom - top;
    }

    /** The area, ≥ 0, as a fraction of the picture's area. */
    public double area() {
        return width() * height();
    }

    /** The middle of the box. */
    public Point center() {
        return new Point((left + right) / 2, (top + bottom) / 2);
    }

    /** The middle of the bottom edge: where a standing object touches the ground. */
    public Point bottomCenter() {
        return new Point((left + right) / 2, bottom);
    }

    /** Intersection over union with {@code other}, in [0, 1]; 0 when both boxes are empty. */
    public double iou(BoundingBox other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double intersection = width * height;
        return intersection / (area() + other.area() - intersection);
    }

    /** The part of this box inside [0, 1] × [0, 1]; a box wholly outside becomes an empty one on the border. */
    public BoundingBox clipped() {
        return new BoundingBox(clip(left), clip(top), clip(right), clip(bottom));
    }

    private static double clip(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
