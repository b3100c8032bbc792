package dev.sightline.model;

import dev.sightline.json.JsonException;
import dev.sightline.json.JsonObject;
import dev.sightline.ssd.LayoutRule;
import dev.sightline.ssd.SsdLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a card's default boxes. They are either listed, {@code [{"map": 19, "scalesAndRatios": [[0.1, 1], …]}, …]}, or made
 * by a rule, {@code {"rule": "caffe", "first": 10, "min": 20, "max": 90, "maps": [{"map": 38, "step": 8, "ratios": [2]}, …]}};
 * see {@link LayoutRule}. A listed map's {@code step} is a fraction of the picture, a rule's is in pixels.
 */
final class LayoutReader {
    private static final int LARGEST_MAP = 1024;

    private LayoutReader() {}

    /** The default boxes of a card whose input is square, or whose boxes are listed. */
    static SsdLayout read(JsonObject card) throws JsonException {
        SsdLayout layout = card.isObject("defaultBoxes")
                ? byRule(card.object("defaultBoxes"), side(card.object("input")))
                : listed(card);
        var order = card.has("defaultBoxOrder")
                ? card.oneOf("defaultBoxOrder", SsdLayout.Order.values())
                : SsdLayout.Order.CELLS;
        var clip = card.has("defaultBoxClip")
                ? card.oneOf("defaultBoxClip", SsdLayout.Clip.values())
                : SsdLayout.Clip.NONE;
        return new SsdLayout(layout.maps(), order, clip);
    }

    private static int side(JsonObject input) throws JsonException {
        int width = input.whole("width", 1, 4096);
        return input.whole("height", width, width);
    }

    private static SsdLayout listed(JsonObject card) throws JsonException {
        var maps = new ArrayList<SsdLayout.FeatureMap>();
        for (JsonObject json : card.objects("defaultBoxes")) {
            int size = json.whole("map", 1, LARGEST_MAP);
            double step = json.has("step") ? json.number("step", 0, 1) : 1.0 / size;
            var shapes = new ArrayList<SsdLayout.Shape>();
            for (List<Double> row : json.rows("scalesAndRatios", 2)) {
                try {
                    shapes.add(new SsdLayout.Shape(row.get(0), row.get(1)));
                } catch (IllegalArgumentException e) {
                    throw json.wrong("scalesAndRatios", "is wrong: " + e.getMessage());
                }
            }
            json.checkNothingElse();
            maps.add(new SsdLayout.FeatureMap(size, step, shapes));
        }
        return new SsdLayout(maps);
    }

    private static SsdLayout byRule(JsonObject json, int inputSize) throws JsonException {
        var scaling = json.oneOf("rule", LayoutRule.Scaling.values());
        int first = json.whole("first", 1, 100);
        int min = json.whole("min", 1, 100);
        int max = json.whole("max", 1, 100);
        var grids = new ArrayList<LayoutRule.Grid>();
        for (JsonObject map : json.objects("maps")) {
            grids.add(new LayoutRule.Grid(
                    map.whole("map", 1, LARGEST_MAP), map.number("step", 0, inputSize), map.numbers("ratios")));
            map.checkNothingElse();
        }
        json.checkNothingElse();
        try {
            return new LayoutRule(scaling, inputSize, first, min, max, grids).layout();
        } catch (IllegalArgumentException e) {
            throw json.wrong("maps", "or scales are wrong: " + e.getMessage());
        }
    }
}
