package dev.sightline.ssd;

/**
 * A box that the network predicts relative to (SSD paper, section 2.2; Caffe says prior, Faster R-CNN anchor), in centre
 * form, normalised to the picture. It may reach outside the picture.
 *
 * @param cx x of the centre, in [0, 1]
 * @param cy y of the centre, in [0, 1]
 * @param width above 0, as a fraction of the picture's width
 * @param height above 0, as a fraction of the picture's height
 */
public record DefaultBox(double cx, double cy, double width, double height) {
    /** Checks that the box has an area. */
    public DefaultBox {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("a default box has a width and a height, not " + width + "x" + height);
        }
    }
}
