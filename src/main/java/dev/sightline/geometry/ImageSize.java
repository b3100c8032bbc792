package dev.sightline.geometry;

/**
 * The size of a picture.
 *
 * @param width in pixels, 1 to 16,384
 * @param height in pixels, 1 to 16,384
 */
public record ImageSize(int width, int height) {
    private static final int MAX = 16_384;

    /** Checks both sides, so that no allocation follows from a size that a stranger chose. */
    public ImageSize {
        if (width < 1 || height < 1 || width > MAX || height > MAX) {
            throw new IllegalArgumentException(
                    "a picture is 1 to " + MAX + " pixels wide and high, not " + width + "x" + height);
        }
    }

    /** The largest size of the same shape whose longer side is at most {@code longSide} pixels; never enlarges. */
    public ImageSize within(int longSide) {
        int longest = Math.max(width, height);
        if (longest <= longSide) {
            return this;
        }
        double scale = (double) longSide / longest;
        return new ImageSize(
                Math.max(1, (int) Math.round(width * scale)), Math.max(1, (int) Math.round(height * scale)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
