package dev.sightline.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.sightline.detect.DetectionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * An SSD in DJL's ONNX Runtime engine. One session serves all threads; a {@link Lane} serves one at a time. All native
 * memory of a run is freed when it returns.
 */
final class OnnxNetwork implements AutoCloseable {
    private static final String ENGINE = "OnnxRuntime";

    private final ModelCard card;
    private final Model model;

    private OnnxNetwork(ModelCard card, Model model) {
        this.card = card;
        this.model = model;
    }

    /**
     * Loads a network.
     *
     * @param threads of the engine for one batch
     */
    static OnnxNetwork load(ModelStore.StoredModel stored, int threads) throws ModelException {
        // DJL otherwise asks the network for models and reports its use.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        ModelCard card = stored.card();
        Model model = newModel(card.id().name());
        try {
            var options = Map.of("intraOpNumThreads", Integer.toString(threads), "interOpNumThreads", "1");
            model.load(stored.network(), options);
            return new OnnxNetwork(card, model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new ModelException("the engine cannot load " + card.file() + ": " + OneLine.of(e), e);
        }
    }

    private static Model newModel(String name) throws ModelException {
        try {
            return Engine.getEngine(ENGINE).newModel(name, null);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException("ONNX Runtime does not run on this machine: " + OneLine.of(e), e);
        }
    }

    /** A way through the network for one thread at a time. */
    Lane newLane() {
        return new Lane();
    }

    @Override
    public void close() {
        model.close();
    }

    /** A predictor with the memory for its input. Not safe for use by several threads at once. */
    final class Lane implements AutoCloseable {
        private final Predictor<Integer, RawOutputs> predictor = model.newPredictor(new Pass());
        private ByteBuffer input = ByteBuffer.allocateDirect(0);

        /** The input of the next run, room for {@code length} numbers in the machine's byte order. */
        FloatBuffer input(int length) {
            int bytes = Math.multiplyExact(length, Float.BYTES);
            if (input.capacity() < bytes) {
                input = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
            }
            return input.clear().limit(bytes).asFloatBuffer();
        }

        /**
         * Runs the network on the first {@code batch} pictures of the input.
         *
         * @throws DetectionException if the engine fails
         */
        RawOutputs run(int batch) {
            try {
                return predictor.predict(batch);
            } catch (TranslateException e) {
                throw new DetectionException("the engine failed on a batch of " + batch + ": " + OneLine.of(e), e);
            }
        }

        @Override
        public void close() {
            predictor.close();
        }

        /** Lends the input to the engine without copying and copies the outputs out. */
        private final class Pass implements NoBatchifyTranslator<Integer, RawOutputs> {
            @Override
            public NDList processInput(TranslatorContext context, Integer batch) {
                var size = card.input().size();
                var shape = new Shape(batch, 3, size.height(), size.width());
                ByteBuffer pictures = input.clear().limit(Math.toIntExact(shape.size() * Float.BYTES));
                NDArray tensor = context.getNDManager().create(pictures, shape, DataType.FLOAT32);
                tensor.setName(card.input().name());
                return new NDList(tensor);
            }

            @Override
            public RawOutputs processOutput(TranslatorContext context, NDList list) {
                return new RawOutputs(
                        tensor(list, card.outputs().boxes()),
                        tensor(list, card.outputs().scores()));
            }

            private static RawOutputs.Tensor tensor(NDList list, String name) {
                NDArray array = list.get(name);
                if (array == null || array.getDataType() != DataType.FLOAT32) {
                    throw new IllegalArgumentException("the model has no float32 output '" + name + "'");
                }
                FloatBuffer values = array.toByteBuffer().asFloatBuffer();
                return new RawOutputs.Tensor(array.getShape(), values);
            }
        }
    }
}
