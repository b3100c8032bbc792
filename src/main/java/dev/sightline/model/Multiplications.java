package dev.sightline.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.sightline.geometry.ImageSize;
import dev.sightline.onnx.ConvolutionCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Counts the multiplications for one picture by running one. */
final class Multiplications {
    private Multiplications() {}

    static long count(ModelCard card, ConvolutionCount count) throws ModelException {
        if (count.perNumber().isEmpty()) {
            return 0;
        }
        try (Model model = Djl.newModel(card.id().name(), EngineRun.ONNX_RUNTIME, Device.cpu())) {
            model.load(new ByteArrayInputStream(count.probe()), Map.of());
            try (Predictor<ImageSize, Map<String, Long>> predictor = model.newPredictor(new Sizes())) {
                return predictor.predict(card.input().size()).entrySet().stream()
                        .mapToLong(size -> size.getValue() * count.perNumber().getOrDefault(size.getKey(), 0L))
                        .sum();
            }
        } catch (IOException | MalformedModelException | TranslateException | RuntimeException e) {
            throw new ModelException("the engine cannot run " + card.file() + ": " + OneLine.of(e), e);
        }
    }

    /** Puts a grey picture in and tells how many numbers each output has. */
    private static final class Sizes implements NoBatchifyTranslator<ImageSize, Map<String, Long>> {
        @Override
        public NDList processInput(TranslatorContext context, ImageSize size) {
            float[] grey = new float[3 * size.width() * size.height()];
            return new NDList(context.getNDManager().create(grey, new Shape(1, 3, size.height(), size.width())));
        }

        @Override
        public Map<String, Long> processOutput(TranslatorContext context, NDList list) {
            Map<String, Long> sizes = new HashMap<>();
            for (NDArray array : list) {
                sizes.put(array.getName(), array.getShape().size());
            }
            return sizes;
        }
    }
}
