package dev.sightline.model;

import ai.djl.util.JsonUtils;
import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.ImageSize;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.SsdLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a card's JSON into a {@link ModelCard}, checking everything. */
final class CardReader {
    private final ModelFiles files;

    /** A reader that finds the labels' file where the card is. */
    CardReader(ModelFiles files) {
        this.files = files;
    }

    /** Reads and checks the card of this name. */
    ModelCard read(String name) throws ModelException {
        CardObject json = new CardObject(name, "", parse(name));
        var card = new ModelCard(id(json), json.fileName("file"), input(json), outputs(json), head(json), origin(json));
        json.checkNothingElse();
        return card;
    }

    private Map<?, ?> parse(String name) throws ModelException {
        String text = new String(files.read(name), StandardCharsets.UTF_8);
        try {
            Map<?, ?> values = JsonUtils.GSON.fromJson(text, Map.class);
            if (values != null) {
                return values;
            }
        } catch (RuntimeException e) {
            throw new ModelException("model card " + name + " is not a JSON object: " + OneLine.of(e), e);
        }
        throw new ModelException("model card " + name + " is empty");
    }

    private static ModelId id(CardObject json) throws ModelException {
        String sha256 = json.text("sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw json.wrong("sha256", "must be 64 lower-case hexadecimal digits");
        }
        return new ModelId(json.text("name"), json.text("version"), sha256);
    }

    private static ModelCard.Input input(CardObject card) throws ModelException {
        CardObject json = card.object("input");
        var size = new ImageSize(json.whole("width", 1, 4096), json.whole("height", 1, 4096));
        var input = new ModelCard.Input(
                json.text("name"),
                size,
                json.oneOf("channels", ModelCard.ChannelOrder.values()),
                json.numbers("mean", 3),
                json.number("scale", 0, 1000));
        json.checkNothingElse();
        return input;
    }

    private static ModelCard.Outputs outputs(CardObject card) throws ModelException {
        CardObject json = card.object("outputs");
        var outputs = new ModelCard.Outputs(json.text("boxes"), json.text("scores"));
        json.checkNothingElse();
        return outputs;
    }

    private ModelCard.Head head(CardObject card) throws ModelException {
        card.whole("backgroundClass", 0, 0);
        return new ModelCard.Head(
                card.oneOf("activation", Activation.values()),
                coder(card),
                layout(card),
                labels(card),
                suppression(card));
    }

    private static BoxCoder coder(CardObject card) throws ModelException {
        CardObject json = card.object("boxCoding");
        var coder = new BoxCoder(
                json.oneOf("order", BoxCoder.Order.values()),
                json.number("centerVariance", 0, 1),
                json.number("sizeVariance", 0, 1));
        json.checkNothingElse();
        return coder;
    }

    private static SsdLayout layout(CardObject card) throws ModelException {
        var maps = new ArrayList<SsdLayout.FeatureMap>();
        for (CardObject json : card.objects("defaultBoxes")) {
            int size = json.whole("map", 1, 1024);
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

    /** Either the words themselves or a file with a word a line. */
    private Labels labels(CardObject card) throws ModelException {
        try {
            if (card.isText("labels")) {
                byte[] text = files.read(card.fileName("labels"));
                return new Labels(
                        new String(text, StandardCharsets.UTF_8).lines().toList());
            }
            return new Labels(card.texts("labels"));
        } catch (IllegalArgumentException e) {
            throw card.wrong("labels", "is wrong: " + e.getMessage());
        }
    }

    private static NonMaximumSuppression suppression(CardObject card) throws ModelException {
        CardObject json = card.object("suppression");
        var suppression = new NonMaximumSuppression(
                json.number("iou", 0, 1), json.whole("perClass", 1, 100_000), json.whole("total", 1, 100_000));
        json.checkNothingElse();
        return suppression;
    }

    private static ModelCard.Origin origin(CardObject card) throws ModelException {
        return new ModelCard.Origin(
                card.text("license"), card.text("source"), card.number("minScore", 0, 1), card.texts("quality"));
    }
}
