package dev.sightline.ssd;

/**
 * Cells of zeros around a map, the same for rows and columns.
 *
 * @param before above and to the left, 0 to 64
 * @param after below and to the right, 0 to 64
 */
public record Padding(int before, int after) {
    /** None. */
    public static final Padding NONE = new Padding(0, 0);

    private static final int MOST = 64;

    /** Checks the ranges. */
    public Padding {
        if (before < 0 || after < 0 || before > MOST || after > MOST) {
            throw new IllegalArgumentException("padding is 0 to " + MOST + ", not " + before + " and " + after);
        }
    }

    /** The same on all sides. */
    public static Padding of(int cells) {
        return new Padding(cells, cells);
    }

    /**
     * TensorFlow's {@code SAME}: the output has {@code ceil(size / stride)} cells a side, and an odd cell comes after.
     *
     * @param size cells a side of the input
     */
    public static Padding same(int size, int kernel, int stride) {
        int outputSize = (size + stride - 1) / stride;
        int total = Math.max(0, (outputSize - 1) * stride + kernel - size);
        return new Padding(total / 2, total - total / 2);
    }

    /** Before and after together. */
    public int total() {
        return before + after;
    }
}
