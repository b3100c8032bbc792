package dev.sightline.ssd;

import java.util.List;

/**
 * Which default boxes a network has: square feature maps from fine to coarse, the same shapes in every cell of a map.
 *
 * @param maps in the order of the network's outputs, at least one
 * @param order of the boxes of one map
 * @param clip what becomes of boxes that reach outside the picture
 */
public record SsdLayout(List<FeatureMap> maps, Order order, Clip clip) {
    private static final int MAX_SIZE = 1024;
    private static final int MAX_BOXES = 1_000_000;

    /** What varies slowest among the boxes of one map. */
    public enum Order {
        /** Row, column, shape, as in Caffe, TensorFlow and torchvision. */
        CELLS,
        /** Shape, row, column, as in NVIDIA's SSD. */
        SHAPES
    }

    /** What becomes of default boxes that reach outside the picture. */
    public enum Clip {
        /** They stay, as in Caffe's models. */
        NONE,
        /** Their corners move to the picture's edge, as with {@code clip: true} in Caffe. */
        CORNERS,
        /** Their width and height become at most 1 and their centre stays, as in torchvision. */
        SIZES
    }

    /** Checks that there is a map. */
    public SsdLayout {
        maps = List.copyOf(maps);
        if (maps.isEmpty()) {
            throw new IllegalArgumentException("a layout needs a feature map");
        }
        if (maps.stream().mapToLong(FeatureMap::boxCount).sum() > MAX_BOXES) {
            throw new IllegalArgumentException("a layout has at most " + MAX_BOXES + " default boxes");
        }
    }

    /** A layout whose boxes come cell by cell and are not clipped. */
    public SsdLayout(List<FeatureMap> maps) {
        this(maps, Order.CELLS, Clip.NONE);
    }

    /** The same boxes with another treatment of those that reach outside the picture. */
    public SsdLayout withClip(Clip newClip) {
        return new SsdLayout(maps, order, newClip);
    }

    /** How many default boxes there are. */
    public int boxCount() {
        return Math.toIntExact(maps.stream().mapToLong(FeatureMap::boxCount).sum());
    }

    /**
     * One feature map.
     *
     * @param size cells a side, 1 to 1024
     * @param step the distance between the centres of neighbouring cells as a fraction of the picture, above 0: 1 / size,
     *     or the nominal stride over the input size where a network was trained so (Caffe's SSD300: 8 / 300)
     * @param shapes the default boxes of one cell, in the order of the network's outputs
     */
    public record FeatureMap(int size, double step, List<Shape> shapes) {
        /** Checks the ranges. */
        public FeatureMap {
            shapes = List.copyOf(shapes);
            if (size < 1 || size > MAX_SIZE) {
                throw new IllegalArgumentException("a feature map has 1 to " + MAX_SIZE + " cells a side, not " + size);
            }
            if (!(step > 0 && step <= 1)) {
                throw new IllegalArgumentException("a step is above 0 and at most 1, not " + step);
            }
            if (shapes.isEmpty()) {
                throw new IllegalArgumentException("a feature map needs a default box in each cell");
            }
        }

        /** How many default boxes there are in the map. */
        long boxCount() {
            return (long) size * size * shapes.size();
        }
    }

    /**
     * The shape of a default box: its width is {@code scale * sqrt(ratio)} and its height {@code scale / sqrt(ratio)}.
     *
     * @param scale the side of the square of the same area, as a fraction of the picture, above 0
     * @param ratio width over height, above 0
     */
    public record Shape(double scale, double ratio) {
        /** Checks the ranges. */
        public Shape {
            if (!(scale > 0 && scale < 10 && ratio > 0 && ratio < 100)) {
                throw new IllegalArgumentException(
                        "a scale is above 0 and below 10 and a ratio above 0 and below 100, not " + scale + " and "
                                + ratio);
            }
        }
    }
}
