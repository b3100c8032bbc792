package dev.sightline.weights;

import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.SsdLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a {@code PriorBox} layer says (the authors' {@code prior_box_layer.cpp}).
 *
 * @param map the default boxes of its map
 * @param coder from its variances
 * @param clip whether its boxes end at the picture's edge
 */
record CaffePriors(SsdLayout.FeatureMap map, BoxCoder coder, SsdLayout.Clip clip) {
    private static final double SAME_RATIO = 1e-6;
    private static final Set<String> FIELDS = Set.of(
            "min_size", "max_size", "aspect_ratio", "flip", "clip", "variance", "step", "step_h", "step_w", "offset");

    /**
     * Reads a layer.
     *
     * @param inputSize pixels a side of the network's input
     * @param mapSize cells a side of the map
     */
    static CaffePriors read(TextMessage layer, int inputSize, int mapSize) throws WeightsException {
        TextMessage param = layer.message("prior_box_param");
        param.checkNothingBut(FIELDS);
        if (param.number("offset", 0.5) != 0.5) {
            throw param.wrong("offset must be 0.5, not " + param.text("offset"));
        }
        var clip = param.flag("clip", false) ? SsdLayout.Clip.CORNERS : SsdLayout.Clip.NONE;
        try {
            double step = step(param, (double) inputSize / mapSize) / inputSize;
            var map = new SsdLayout.FeatureMap(mapSize, step, shapes(param, inputSize));
            return new CaffePriors(map, coder(param), clip);
        } catch (IllegalArgumentException e) {
            throw param.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static double step(TextMessage param, double natural) throws WeightsException {
        double step = param.number("step", natural);
        double vertical = param.number("step_h", step);
        if (param.number("step_w", step) != vertical) {
            throw param.wrong("step_h and step_w must be the same");
        }
        return vertical;
    }

    /** For each size the square, the square between it and its maximum, and the box of each ratio but 1. */
    private static List<SsdLayout.Shape> shapes(TextMessage param, int inputSize) throws WeightsException {
        List<Double> sizes = param.numbers("min_size");
        List<Double> maxima = param.numbers("max_size");
        if (sizes.isEmpty()) {
            throw param.wrong("has no min_size");
        }
        if (!maxima.isEmpty() && maxima.size() != sizes.size()) {
            throw param.wrong("has " + sizes.size() + " min_size but " + maxima.size() + " max_size");
        }
        List<Double> ratios = ratios(param);
        var shapes = new ArrayList<SsdLayout.Shape>();
        for (int i = 0; i < sizes.size(); i++) {
            double scale = whole(sizes.get(i)) / inputSize;
            shapes.add(new SsdLayout.Shape(scale, 1));
            if (!maxima.isEmpty()) {
                if (maxima.get(i) <= sizes.get(i)) {
                    throw param.wrong("max_size must be above min_size, not " + maxima.get(i));
                }
                shapes.add(new SsdLayout.Shape(Math.sqrt(scale * (whole(maxima.get(i)) / inputSize)), 1));
            }
            for (double ratio : ratios) {
                shapes.add(new SsdLayout.Shape(scale, ratio));
            }
        }
        return shapes;
    }

    /** The authors' code keeps sizes in {@code int} variables, so the fractions of SSD512's are cut off. */
    private static double whole(double pixels) {
        return (int) pixels;
    }

    private static List<Double> ratios(TextMessage param) throws WeightsException {
        boolean flip = param.flag("flip", true);
        var ratios = new ArrayList<Double>(List.of(1.0));
        for (double ratio : param.numbers("aspect_ratio")) {
            if (ratios.stream().noneMatch(other -> Math.abs(other - ratio) < SAME_RATIO)) {
                ratios.add(ratio);
                if (flip) {
                    ratios.add(1 / ratio);
                }
            }
        }
        return ratios.subList(1, ratios.size());
    }

    private static BoxCoder coder(TextMessage param) throws WeightsException {
        List<Double> variances = param.numbers("variance");
        if (variances.size() <= 1) {
            double all = variances.isEmpty() ? 0.1 : variances.get(0);
            return new BoxCoder(BoxCoder.Order.XYWH, all, all);
        }
        boolean paired = variances.size() == 4
                && variances.get(0).equals(variances.get(1))
                && variances.get(2).equals(variances.get(3));
        if (!paired) {
            throw param.wrong("variances must be one, or four of which the first two and the last two are the same");
        }
        return new BoxCoder(BoxCoder.Order.XYWH, variances.get(0), variances.get(2));
    }
}
