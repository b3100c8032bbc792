package dev.sightline.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a network with raw heads says, in ONNX Runtime without anything of ours around it.
 *
 * @param boxes offsets, shape (batch, default boxes, 4)
 * @param scores logits, shape (batch, default boxes, classes)
 */
@SuppressWarnings("ArrayRecordComponent") // compared number by number
public record RawHeads(float[] boxes, float[] scores) {
    /**
     * Runs a model.
     *
     * @param images shape (batch, 3, size, size)
     */
    public static RawHeads run(byte[] onnx, float[] images, int size) throws OrtException {
        // DJL wants to be the first to make the run time's environment.
        Engine.getEngine("OnnxRuntime");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {images.length / (3L * size * size), 3, size, size};
        try (var options = new OrtSession.SessionOptions();
                OrtSession session = environment.createSession(onnx, options);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                var outputs = session.run(Map.of("images", input))) {
            return new RawHeads(numbers(outputs, SsdGraph.BOXES), numbers(outputs, SsdGraph.SCORES));
        }
    }

    private static float[] numbers(OrtSession.Result outputs, String name) {
        var tensor = (OnnxTensor) outputs.get(name).orElseThrow();
        float[] numbers = new float[tensor.getFloatBuffer().remaining()];
        tensor.getFloatBuffer().get(numbers);
        return numbers;
    }

    /** What it says about one picture of a batch. */
    public RawHeads of(int picture, int batch) {
        return new RawHeads(part(boxes, picture, batch), part(scores, picture, batch));
    }

    private static float[] part(float[] all, int picture, int batch) {
        int size = all.length / batch;
        return Arrays.copyOfRange(all, picture * size, (picture + 1) * size);
    }

    /** Numbers as normalised pictures have them, in [-1, 1). */
    public static float[] noise(int batch, int size, long seed) {
        var random = new SplittableRandom(seed);
        float[] images = new float[batch * 3 * size * size];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) (2 * random.nextDouble() - 1);
        }
        return images;
    }

    /** Compares all numbers; differences are fractions of the largest number, at least 1. */
    public void assertSame(RawHeads expected, double tolerance) {
        assertSame("boxes", boxes, expected.boxes, tolerance);
        assertSame("scores", scores, expected.scores, tolerance);
    }

    private static void assertSame(String name, float[] actual, float[] expected, double tolerance) {
        assertThat(actual).as(name).hasSameSizeAs(expected);
        double size = 1;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            size = Math.max(size, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
            assertThat(actual[i]).as("%s at %d", name, i).isFinite();
        }
        assertThat(difference / size).as("largest difference of the " + name).isLessThanOrEqualTo(tolerance);
    }
}
