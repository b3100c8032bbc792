package dev.sightline.dataset;

/**
 * One line of a MOT Challenge file: a box in a frame, in pixels.
 *
 * @param frame the frame's number, 1 to {@link #MAX_FRAME}
 * @param left of the box, in pixels, finite; may lie outside the picture
 * @param top of the box, in pixels, finite; may lie outside the picture
 * @param width in pixels, ≥ 0
 * @param height in pixels, ≥ 0
 * @param score the detector's confidence, finite; not always in [0, 1]
 * @param classNumber the class as the file numbers it, ≥ 0; -1 when the file names none
 */
public record MotDetection(
        int frame, double left, double top, double width, double height, double score, int classNumber) {
    /** The highest frame number: 92 hours at 30 frames/s. */
    public static final int MAX_FRAME = 10_000_000;

    /** Checks the ranges. */
    public MotDetection {
        if (frame < 1 || frame > MAX_FRAME) {
            throw new IllegalArgumentException("frame is 1 to " + MAX_FRAME + ", not " + frame);
        }
        if (!Double.isFinite(left) || !Double.isFinite(top) || !Double.isFinite(score)) {
            throw new IllegalArgumentException("left, top and score must be finite numbers");
        }
        if (!(width >= 0 && height >= 0 && Double.isFinite(left + width) && Double.isFinite(top + height))) {
            throw new IllegalArgumentException(
                    "width and height must be finite and not negative: " + width + ", " + height);
        }
        if (classNumber < -1) {
            throw new IllegalArgumentException("class is -1 or more, not " + classNumber);
        }
    }

    /** x of the right edge, in pixels. */
    public double right() {
        return left + width;
    }

    /** y of the bottom edge, in pixels. */
    public double bottom() {
        return top + height;
    }
}
