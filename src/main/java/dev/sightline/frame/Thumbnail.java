package dev.sightline.frame;

/**
 * What a picture looks like from afar: 96x54 grey values, whatever its shape, and two numbers about its details. Made to
 * be compared with those of the same camera's other pictures.
 */
public final class Thumbnail {
    /** Values in a row. */
    public static final int WIDTH = 96;

    /** Rows. */
    public static final int HEIGHT = 54;

    private final byte[] grey;
    private final double deviation;
    private final double detail;
    private final long checksum;

    /**
     * Wraps the values without copying; the caller leaves them alone from then on.
     *
     * @param grey 96 * 54 values of 0 to 255, rows from the top
     * @param detail how much fine detail the picture has: the variance of its Laplacian, at least 0
     * @param checksum of all pixels of the picture: equal for equal pictures
     */
    public Thumbnail(byte[] grey, double detail, long checksum) {
        if (grey.length != WIDTH * HEIGHT) {
            throw new IllegalArgumentException("a thumbnail has " + WIDTH * HEIGHT + " values, not " + grey.length);
        }
        this.grey = grey;
        this.deviation = deviation(grey);
        this.detail = detail;
        this.checksum = checksum;
    }

    /** The value at a place, 0 to 255. */
    public int grey(int x, int y) {
        return grey[y * WIDTH + x] & 0xFF;
    }

    /** The standard deviation of the values: near 0 when the picture shows nothing. */
    public double deviation() {
        return deviation;
    }

    private static double deviation(byte[] grey) {
        long sum = 0;
        long squares = 0;
        for (byte value : grey) {
            int one = value & 0xFF;
            sum += one;
            squares += (long) one * one;
        }
        double mean = (double) sum / grey.length;
        return Math.sqrt(Math.max(0, (double) squares / grey.length - mean * mean));
    }

    /** How much fine detail the picture has: the variance of its Laplacian, at least 0. */
    public double detail() {
        return detail;
    }

    /** Equal for equal pictures. */
    public long checksum() {
        return checksum;
    }
}
