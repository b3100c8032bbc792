package dev.sightline.dataset;

/**
 * How a text folder writes a box as four numbers.
 *
 * @param sides whether the last two are width and height, not right and bottom
 * @param wholePixels whether the corners are pixels that belong to the box, counted from 1, as in Pascal VOC (devkit of
 *     2012, section 3.4): a box from 1 to 1 is one pixel wide. Otherwise they are edges: a box from 0 to 1 is one pixel wide
 */
public record BoxForm(boolean sides, boolean wholePixels) {
    /** Edges left, top, right, bottom. */
    public static final BoxForm EDGES = new BoxForm(false, false);

    /** Pascal VOC's own: the first and the last pixel. */
    static final BoxForm VOC = new BoxForm(false, true);

    /**
     * The box of four numbers.
     *
     * @param x of the left edge or pixel
     * @param y of the top edge or pixel
     * @param third right or width
     * @param fourth bottom or height
     * @throws IllegalArgumentException if the numbers are no box
     */
    PixelBox box(double x, double y, double third, double fourth) {
        double first = wholePixels ? 1 : 0;
        double right = sides ? x + third : third;
        double bottom = sides ? y + fourth : fourth;
        if (right < x - first || bottom < y - first) {
            throw new IllegalArgumentException(
                    sides
                            ? "width and height must not be negative: " + third + ", " + fourth
                            : "right and bottom must not be before left and top: " + x + " " + y + " " + third + " "
                                    + fourth + "; if they are width and height, read them as xywh");
        }
        return new PixelBox(x - first, y - first, right, bottom);
    }
}
