package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * Default boxes by rule: scales in equal steps over the maps, the same kinds of shapes in all. Each cell has a square of the
 * map's scale, a square of the geometric mean of this scale and the next, then for each ratio {@code r} a box of ratio
 * {@code r} and one of {@code 1 / r} (SSD paper, section 2.2; order of {@code prior_box_layer.cpp}).
 *
 * @param scaling how the scales are rounded
 * @param inputSize pixels a side of the network's input
 * @param first the first map's scale as a percentage of the input, which lies outside the steps
 * @param min the second map's scale, a percentage
 * @param max the last map's scale or, by Caffe's rule, its limit, a percentage
 * @param maps from fine to coarse, at least three
 */
public record LayoutRule(Scaling scaling, int inputSize, int first, int min, int max, List<Grid> maps) {
    /** The paper's SSD300 for VOC. */
    public static final LayoutRule SSD300_VOC = new LayoutRule(Scaling.CAFFE, 300, 10, 20, 90, grids300());

    /** The paper's SSD300 for COCO, with smaller boxes. */
    public static final LayoutRule SSD300_COCO = new LayoutRule(Scaling.CAFFE, 300, 7, 15, 90, grids300());

    /** The paper's SSD512 for VOC. */
    public static final LayoutRule SSD512_VOC = new LayoutRule(Scaling.CAFFE, 512, 7, 15, 90, grids512());

    /** The paper's SSD512 for COCO. */
    public static final LayoutRule SSD512_COCO = new LayoutRule(Scaling.CAFFE, 512, 4, 10, 90, grids512());

    /** How scales are made. Weights that were trained with one do not decode correctly with the other. */
    public enum Scaling {
        /**
         * As in the authors' code: steps of whole percents, so 17 % where the formula gives 17.5 ({@code ssd_pascal.py}), and
         * sizes cut off to whole pixels ({@code prior_box_layer.cpp}).
         */
        CAFFE,
        /** As in the paper's equation 4, unrounded; the scale after the last map's is 1. */
        PAPER
    }

    /**
     * One map.
     *
     * @param size cells a side
     * @param step pixels of the input between the centres of two cells, the nominal stride of the map
     * @param ratios width over height, above 1, of the boxes beside the squares
     */
    public record Grid(int size, double step, List<Double> ratios) {
        /** Checks the ratios. */
        public Grid {
            ratios = List.copyOf(ratios);
            if (ratios.stream().anyMatch(ratio -> !(ratio > 1))) {
                throw new IllegalArgumentException("ratios are above 1; the squares and 1 / ratio come by themselves");
            }
        }
    }

    /** Checks the ranges. */
    public LayoutRule {
        maps = List.copyOf(maps);
        if (maps.size() < 3) {
            throw new IllegalArgumentException("a rule is for at least three maps, not " + maps.size());
        }
        if (!(0 < first && first < min && min < max && max <= 100)) {
            throw new IllegalArgumentException(
                    "scales rise from above 0 to at most 100 %, not " + first + ", " + min + ", " + max);
        }
    }

    /** The default boxes. */
    public SsdLayout layout() {
        List<Double> scales = scaling == Scaling.CAFFE ? wholePercents() : equalSteps();
        var layout = new ArrayList<SsdLayout.FeatureMap>();
        for (int i = 0; i < maps.size(); i++) {
            Grid grid = maps.get(i);
            layout.add(new SsdLayout.FeatureMap(
                    grid.size(), grid.step() / inputSize, shapes(scales.get(i), scales.get(i + 1), grid.ratios())));
        }
        return new SsdLayout(layout);
    }

    private static List<SsdLayout.Shape> shapes(double scale, double next, List<Double> ratios) {
        var shapes = new ArrayList<SsdLayout.Shape>();
        shapes.add(new SsdLayout.Shape(scale, 1));
        shapes.add(new SsdLayout.Shape(Math.sqrt(scale * next), 1));
        for (double ratio : ratios) {
            shapes.add(new SsdLayout.Shape(scale, ratio));
            shapes.add(new SsdLayout.Shape(scale, 1 / ratio));
        }
        return shapes;
    }

    /** One scale a map, and the one after the last. */
    private List<Double> wholePercents() {
        int step = (max - min) / (maps.size() - 2);
        var scales = new ArrayList<Double>();
        scales.add(pixels(first));
        for (int i = 0; i < maps.size(); i++) {
            scales.add(pixels(min + i * step));
        }
        return scales;
    }

    private double pixels(int percent) {
        int whole = inputSize * percent / 100;
        return (double) whole / inputSize;
    }

    private List<Double> equalSteps() {
        int steps = maps.size() - 2;
        var scales = new ArrayList<Double>();
        scales.add(first / 100.0);
        for (int i = 0; i <= steps; i++) {
            scales.add((min + (double) (max - min) * i / steps) / 100);
        }
        scales.add(1.0);
        return scales;
    }

    private static List<Grid> grids300() {
        return List.of(
                new Grid(38, 8, List.of(2.0)),
                new Grid(19, 16, List.of(2.0, 3.0)),
                new Grid(10, 32, List.of(2.0, 3.0)),
                new Grid(5, 64, List.of(2.0, 3.0)),
                new Grid(3, 100, List.of(2.0)),
                new Grid(1, 300, List.of(2.0)));
    }

    private static List<Grid> grids512() {
        return List.of(
                new Grid(64, 8, List.of(2.0)),
                new Grid(32, 16, List.of(2.0, 3.0)),
                new Grid(16, 32, List.of(2.0, 3.0)),
                new Grid(8, 64, List.of(2.0, 3.0)),
                new Grid(4, 128, List.of(2.0, 3.0)),
                new Grid(2, 256, List.of(2.0)),
                new Grid(1, 512, List.of(2.0)));
    }
}
