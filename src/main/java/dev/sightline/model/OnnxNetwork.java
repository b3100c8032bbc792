package dev.sightline.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.sightline.detect.DetectionException;
import dev.sightline.onnx.ServingGraph;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An SSD as an ONNX file in one of DJL's engines. One session serves all threads; a {@link Lane} serves one at a time. All native
 * memory of a run is freed when it returns.
 */
final class OnnxNetwork implements AutoCloseable {
    private final ModelCard card;
    private final Model model;

    private OnnxNetwork(ModelCard card, Model model) {
        this.card = card;
        this.model = model;
    }

    /** Loads a network, wrapped for serving. */
    static OnnxNetwork load(ModelStore.StoredModel stored, EngineRun run) throws ModelException {
        ModelCard card = stored.card();
        byte[] serving = Serving.wrap(stored, run);
        Model model = Djl.newModel(card.id().name(), run.engine(), run.device());
        try {
            model.load(new ByteArrayInputStream(serving), run.options());
            return new OnnxNetwork(card, model);
        } catch (IOException | MalformedModelException | RuntimeException | LinkageError e) {
            model.close();
            throw new ModelException(run + " cannot load " + card.file() + ": " + OneLine.of(e) + run.remedy(), e);
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
        private final Predictor<Query, BatchCandidates> predictor = model.newPredictor(new Pass());
        private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

        /** The pixels of the next run, room for {@code length} bytes. */
        ByteBuffer pixels(int length) {
            if (pixels.capacity() < length) {
                pixels = ByteBuffer.allocateDirect(length);
            }
            return pixels.clear().limit(length);
        }

        /**
         * Runs the network on the first {@code batch} pictures of the pixels.
         *
         * @param minScore of candidates, above 0 and below 1
         * @throws DetectionException if the engine fails or the network's outputs are not finite
         */
        BatchCandidates run(int batch, float minScore) {
            try {
                return predictor.predict(new Query(batch, minScore));
            } catch (TranslateException e) {
                if (e.getCause() instanceof DetectionException failure) {
                    throw failure;
                }
                throw new DetectionException("the engine failed on a batch of " + batch + ": " + OneLine.of(e), e);
            }
        }

        @Override
        public void close() {
            predictor.close();
        }

        /** Lends the pixels to the engine without copying and copies the outputs out. */
        private final class Pass implements NoBatchifyTranslator<Query, BatchCandidates> {
            @Override
            public NDList processInput(TranslatorContext context, Query query) {
                var size = card.input().size();
                var shape = new Shape(query.batch(), size.height(), size.width(), 3);
                ByteBuffer pictures = pixels.clear().limit(Math.toIntExact(shape.size()));
                NDArray tensor = context.getNDManager().create(pictures, shape, DataType.UINT8);
                tensor.setName(ServingGraph.PIXELS);
                NDArray minScore = context.getNDManager().create(new float[] {query.minScore()});
                minScore.setName(ServingGraph.MIN_SCORE);
                return new NDList(tensor, minScore);
            }

            @Override
            public BatchCandidates processOutput(TranslatorContext context, NDList list) {
                if (!Float.isFinite(list.get(ServingGraph.CHECK).toFloatArray()[0])) {
                    throw new DetectionException("the model's outputs are not finite numbers");
                }
                return new BatchCandidates(
                        list.get(ServingGraph.CANDIDATES).toLongArray(),
                        list.get(ServingGraph.CANDIDATE_SCORES).toFloatArray(),
                        list.get(ServingGraph.CANDIDATE_BOXES).toFloatArray());
            }
        }
    }

    /** One run: how many pictures, and what score a candidate needs. */
    private record Query(int batch, float minScore) {}
}
