package dev.sightline.dataset;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;

/**
 * An axis-parallel box in corner form, in pixels: the edges themselves, 0 being the left or top edge of the picture, so
 * that the width is {@code right - left}. A box may reach outside the picture and may be empty.
 *
 * @param left x of the left edge, finite
 * @param top y of the top edge, finite
 * @param right x of the right edge, ≥ {@code left}
 * @param bottom y of the bottom edge, ≥ {@code top}
 */
public record PixelBox(double left, double top, double right, double bottom) {
    /** Checks that the edges are finite and in order. */
    public PixelBox {
        if (!(Double.isFinite(left) && Double.isFinite(top) && Double.isFinite(right) && Double.isFinite(bottom))) {
            throw new IllegalArgumentException("a box needs finite edges");
        }
        if (left > right || top > bottom) {
            throw new IllegalArgumentException("a box needs left <= right and top <= bottom, not " + left + " " + top
                    + " " + right + " " + bottom);
        }
    }

    /** A box given as fractions of a picture. */
    public static PixelBox of(BoundingBox box, ImageSize size) {
        return new PixelBox(
                box.left() * size.width(),
                box.top() * size.height(),
                box.right() * size.width(),
                box.bottom() * size.height());
    }

    /** In pixels, ≥ 0. */
    public double width() {
        return right - left;
    }

    /** In pixels, ≥ 0. */
    public double height() {
        return bottom - top;
    }

    /** In square pixels, ≥ 0. */
    public double area() {
        return width() * height();
    }

    /** Intersection over union with {@code other}, in [0, 1]; 0 when both boxes are empty. */
    public double iou(PixelBox other) {
        double common = intersection(other);
        return common == 0 ? 0 : common / (area() + other.area() - common);
    }

    /** The share of this box that lies in {@code other}, in [0, 1]; 0 when this box is empty. */
    public double shareIn(PixelBox other) {
        double common = intersection(other);
        return common == 0 ? 0 : common / area();
    }

    private double intersection(PixelBox other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
