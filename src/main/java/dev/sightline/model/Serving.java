package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.onnx.OnnxException;
import dev.sightline.onnx.OnnxFile;
import dev.sightline.onnx.ServingGraph;
import dev.sightline.ssd.DefaultBoxGenerator;
import java.util.stream.IntStream;

/** Wraps a model for serving as its card says. */
final class Serving {
    private Serving() {}

    /** The ONNX file that an engine loads: pixels in, candidates out. */
    static byte[] wrap(ModelStore.StoredModel stored, EngineRun run) throws ModelException {
        ModelCard card = stored.card();
        OnnxFile file;
        try {
            file = OnnxFile.read(stored.network());
        } catch (OnnxException e) {
            throw new ModelException("the model file " + card.file() + " cannot be used: " + e.getMessage(), e);
        }
        if (run.isInt8() && !file.isQuantized()) {
            throw new ModelException("precision int8 is for models that say where, but " + card.file()
                    + " has no DequantizeLinear: take fp16, or quantise the model");
        }
        try {
            return ServingGraph.wrap(file, wrapping(card));
        } catch (IllegalArgumentException | OnnxException e) {
            throw new ModelException(card.file() + " does not fit its card: " + e.getMessage(), e);
        }
    }

    private static ServingGraph.Wrapping wrapping(ModelCard card) {
        var input = card.input();
        var head = card.head();
        Labels labels = head.labels();
        return new ServingGraph.Wrapping(
                new ServingGraph.Input(
                        input.name(), input.size().width(), input.size().height(), input.normalization()),
                card.outputs().boxes(),
                card.outputs().scores(),
                head.activation(),
                head.coder(),
                DefaultBoxGenerator.generate(head.layout()),
                IntStream.range(0, labels.size()).mapToObj(labels::isUsed).toList());
    }
}
