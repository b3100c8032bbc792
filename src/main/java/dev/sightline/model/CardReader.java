package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.ImageSize;
import dev.sightline.json.JsonException;
import dev.sightline.json.JsonObject;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.Normalization;
import java.nio.charset.StandardCharsets;

/** Turns a card's JSON into a {@link ModelCard}, checking everything. */
final class CardReader {
    private final ModelFiles files;

    /** A reader that finds the labels' file where the card is. */
    CardReader(ModelFiles files) {
        this.files = files;
    }

    /** Reads and checks the card of this name. */
    ModelCard read(String name) throws ModelException {
        byte[] text = files.read(name);
        try {
            return card(JsonObject.parse("model card " + name, text));
        } catch (JsonException e) {
            throw new ModelException(OneLine.of(e), e);
        }
    }

    private ModelCard card(JsonObject json) throws ModelException, JsonException {
        var card = new ModelCard(id(json), json.fileName("file"), input(json), outputs(json), head(json), origin(json));
        json.checkNothingElse();
        return card;
    }

    private static ModelId id(JsonObject json) throws JsonException {
        String sha256 = json.text("sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw json.wrong("sha256", "must be 64 lower-case hexadecimal digits");
        }
        return new ModelId(json.text("name"), json.text("version"), sha256);
    }

    private static ModelCard.Input input(JsonObject card) throws JsonException {
        JsonObject json = card.object("input");
        var size = new ImageSize(json.whole("width", 1, 4096), json.whole("height", 1, 4096));
        var input = new ModelCard.Input(
                json.text("name"),
                size,
                new Normalization(
                        json.oneOf("channels", Normalization.Channels.values()),
                        json.numbers("mean", 3),
                        json.number("scale", 0, 1000)));
        json.checkNothingElse();
        return input;
    }

    private static ModelCard.Outputs outputs(JsonObject card) throws JsonException {
        JsonObject json = card.object("outputs");
        var outputs = new ModelCard.Outputs(json.text("boxes"), json.text("scores"));
        json.checkNothingElse();
        return outputs;
    }

    private ModelCard.Head head(JsonObject card) throws ModelException, JsonException {
        card.whole("backgroundClass", 0, 0);
        return new ModelCard.Head(
                card.oneOf("activation", Activation.values()),
                coder(card),
                LayoutReader.read(card),
                labels(card),
                card.has("clipBeforeSuppression") && card.truth("clipBeforeSuppression"),
                suppression(card));
    }

    private static BoxCoder coder(JsonObject card) throws JsonException {
        JsonObject json = card.object("boxCoding");
        var coder = new BoxCoder(
                json.oneOf("order", BoxCoder.Order.values()),
                json.number("centerVariance", 0, 1),
                json.number("sizeVariance", 0, 1));
        json.checkNothingElse();
        return coder;
    }

    /** Either the words themselves or a file with a word a line. */
    private Labels labels(JsonObject card) throws ModelException, JsonException {
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

    private static NonMaximumSuppression suppression(JsonObject card) throws JsonException {
        JsonObject json = card.object("suppression");
        var suppression = new NonMaximumSuppression(
                json.number("iou", 0, 1),
                json.whole("perClass", 1, 100_000),
                json.whole("total", 1, 100_000),
                json.has("iouAcrossClasses") ? json.number("iouAcrossClasses", 0, 1) : 1);
        json.checkNothingElse();
        return suppression;
    }

    private static ModelDraft.Origin origin(JsonObject card) throws JsonException {
        return new ModelDraft.Origin(
                card.text("version"),
                card.text("license"),
                card.text("source"),
                card.number("minScore", 0, 1),
                card.texts("quality"));
    }
}
