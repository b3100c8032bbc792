package dev.sightline.model;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.sightline.frame.Image;
import dev.sightline.ssd.Normalization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** A network with raw heads as it is, without the nodes for serving: what those are compared with. */
final class RawNetwork implements AutoCloseable {
    private final Model model;

    private RawNetwork(Model model) {
        this.model = model;
    }

    /**
     * What a network says about a batch.
     *
     * @param boxes offsets, shape (batch, default boxes, 4)
     * @param scores logits, shape (batch, default boxes, classes)
     */
    record Outputs(Tensor boxes, Tensor scores) {}

    /** Numbers of a batch. */
    record Tensor(Shape shape, FloatBuffer values) {
        /** The numbers of one picture. */
        FloatBuffer of(int picture) {
            int size = values.capacity() / (int) shape.get(0);
            return values.slice(picture * size, size);
        }
    }

    static RawNetwork load(byte[] onnx) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Model model = Engine.getEngine("OnnxRuntime").newModel("raw", null);
        try {
            model.load(new ByteArrayInputStream(onnx), Map.of("interOpNumThreads", "1"));
            return new RawNetwork(model);
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs pictures of the network's own size, normalised as the card says, pixel by pixel. */
    Outputs run(ModelCard.Input input, List<Image> images) {
        var size = input.size();
        var normalization = input.normalization();
        int plane = size.width() * size.height();
        FloatBuffer planes = buffer(images.size() * 3 * plane);
        for (Image image : images) {
            for (int p = 0; p < 3; p++) {
                int channel = normalization.channels() == Normalization.Channels.RGB ? 2 - p : p;
                for (int i = 0; i < plane; i++) {
                    double pixel = image.bgr()[3 * i + channel] & 0xFF;
                    planes.put((float) ((pixel - normalization.mean().get(p)) * normalization.scale()));
                }
            }
        }
        return run(planes.flip(), new Shape(images.size(), 3, size.height(), size.width()));
    }

    /** Runs numbers in native order, shape (batch, 3, height, width). */
    Outputs run(FloatBuffer planes, Shape shape) {
        try (var predictor = model.newPredictor(new Pass(shape))) {
            return predictor.predict(planes);
        } catch (TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Room for numbers in native memory. */
    static FloatBuffer buffer(int length) {
        return ByteBuffer.allocateDirect(Float.BYTES * length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {
        model.close();
    }

    private record Pass(Shape shape) implements NoBatchifyTranslator<FloatBuffer, Outputs> {
        @Override
        public NDList processInput(TranslatorContext context, FloatBuffer planes) {
            return new NDList(context.getNDManager().create(planes, shape, DataType.FLOAT32));
        }

        @Override
        public Outputs processOutput(TranslatorContext context, NDList list) {
            return new Outputs(tensor(list.get("boxes")), tensor(list.get("scores")));
        }

        private static Tensor tensor(NDArray array) {
            return new Tensor(array.getShape(), array.toByteBuffer().asFloatBuffer());
        }
    }
}
