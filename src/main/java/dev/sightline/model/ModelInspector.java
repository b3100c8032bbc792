package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.onnx.ConvolutionCount;
import dev.sightline.onnx.OnnxException;
import dev.sightline.onnx.OnnxFile;
import dev.sightline.ssd.SsdLayout;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out what a model is. */
public final class ModelInspector {
    private ModelInspector() {}

    /**
     * Reads a card and its model.
     *
     * @param cardFile the card, or null for the built-in model
     * @throws ModelException if a file is missing or damaged or a key of the card is wrong
     */
    public static ModelReport inspect(@Nullable Path cardFile) throws ModelException {
        var stored = ModelStore.find(cardFile);
        ModelCard card = stored.card();
        OnnxFile file;
        try {
            file = OnnxFile.read(stored.network());
        } catch (OnnxException e) {
            throw new ModelException("the model file " + card.file() + " cannot be used: " + e.getMessage(), e);
        }
        SsdLayout layout = card.head().layout();
        return new ModelReport(
                card.id(),
                card.origin(),
                stored.network().length,
                file.opset(),
                file.inputs(),
                file.outputs(),
                card.input().size(),
                card.head().labels(),
                layout.maps().stream().map(SsdLayout.FeatureMap::size).toList(),
                layout.boxCount(),
                head(card),
                file.parameterCount(),
                Multiplications.count(card, ConvolutionCount.of(file)));
    }

    /** The words of the classes of the built-in model: COCO's, by their own numbers. */
    public static Labels builtInLabels() throws ModelException {
        return labels(null);
    }

    /**
     * The words of a model's classes, as its card alone says.
     *
     * @param cardFile the card, or null for the built-in model
     * @throws ModelException if a file is missing or a key of the card is wrong
     */
    public static Labels labels(@Nullable Path cardFile) throws ModelException {
        return ModelStore.card(cardFile).head().labels();
    }

    private static String head(ModelCard card) {
        var head = card.head();
        var suppression = head.suppression();
        return String.format(
                Locale.ROOT,
                "%s, offsets %s with variances %s and %s, suppression above IoU %s (across classes %s), %d a class, %d in all",
                head.activation().name().toLowerCase(Locale.ROOT),
                head.coder().order().name().toLowerCase(Locale.ROOT),
                head.coder().center(),
                head.coder().size(),
                suppression.iouThreshold(),
                suppression.iouAcrossClasses(),
                suppression.perClass(),
                suppression.total());
    }
}
