package dev.sightline.model;

import dev.sightline.json.JsonText;
import dev.sightline.ssd.SsdLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a card as {@link CardReader} reads it, every default box listed. */
final class CardWriter {
    private CardWriter() {}

    /**
     * The card's JSON.
     *
     * @param labels the name of the file of labels beside it
     */
    static String write(ModelCard card, String labels) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", card.id().name());
        json.put("version", card.id().version());
        json.put("file", card.file());
        json.put("sha256", card.id().sha256());
        json.put("license", card.origin().license());
        json.put("source", card.origin().source());
        json.put("quality", card.origin().quality());
        json.put("minScore", card.origin().minScore());
        json.put("input", input(card.input()));
        json.put(
                "outputs",
                ordered(
                        "boxes",
                        card.outputs().boxes(),
                        "scores",
                        card.outputs().scores()));
        json.put("activation", lower(card.head().activation()));
        json.put("backgroundClass", 0);
        json.put("labels", labels);
        addHead(json, card.head());
        return JsonText.write(json);
    }

    private static void addHead(Map<String, Object> json, ModelCard.Head head) {
        var coder = head.coder();
        json.put(
                "boxCoding",
                ordered("order", lower(coder.order()), "centerVariance", coder.center(), "sizeVariance", coder.size()));
        json.put(
                "defaultBoxes",
                head.layout().maps().stream().map(CardWriter::map).toList());
        json.put("defaultBoxOrder", lower(head.layout().order()));
        json.put("defaultBoxClip", lower(head.layout().clip()));
        json.put("clipBeforeSuppression", head.clipsFirst());
        var suppression = head.suppression();
        json.put(
                "suppression",
                ordered(
                        "iou",
                        suppression.iouThreshold(),
                        "perClass",
                        suppression.perClass(),
                        "total",
                        suppression.total(),
                        "iouAcrossClasses",
                        suppression.iouAcrossClasses()));
    }

    private static Map<String, Object> input(ModelCard.Input input) {
        var normalization = input.normalization();
        var json = ordered(
                "name",
                input.name(),
                "width",
                input.size().width(),
                "height",
                input.size().height());
        json.put("channels", lower(normalization.channels()));
        json.put("mean", normalization.mean());
        json.put("scale", normalization.scale());
        return json;
    }

    private static Map<String, Object> map(SsdLayout.FeatureMap map) {
        List<Object> shapes = new ArrayList<>();
        map.shapes().forEach(shape -> shapes.add(List.of(shape.scale(), shape.ratio())));
        return ordered("map", map.size(), "step", map.step(), "scalesAndRatios", shapes);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Keys and values by turns. */
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
