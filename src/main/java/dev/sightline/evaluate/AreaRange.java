package dev.sightline.evaluate;

/**
 * Sizes of objects; both ends belong to the range, as in {@code cocoeval.py}.
 *
 * @param from square pixels, ≥ 0
 * @param to square pixels, ≥ {@code from}
 */
record AreaRange(double from, double to) {
    static final AreaRange ALL = new AreaRange(0, Double.POSITIVE_INFINITY);
    static final AreaRange SMALL = new AreaRange(0, 32 * 32);
    static final AreaRange MEDIUM = new AreaRange(32 * 32, 96 * 96);
    static final AreaRange LARGE = new AreaRange(96 * 96, Double.POSITIVE_INFINITY);

    boolean contains(double area) {
        return area >= from && area <= to;
    }
}
