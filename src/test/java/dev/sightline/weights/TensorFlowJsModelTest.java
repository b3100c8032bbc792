package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import dev.sightline.onnx.RawHeads;
import dev.sightline.onnx.ShippedModel;
import dev.sightline.onnx.SsdGraph;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TensorFlow.js files from which the built-in model came give the built-in model. */
class TensorFlowJsModelTest {
    private static ImportedNetwork imported;

    @BeforeAll
    static void read() throws WeightsException {
        Path folder = Path.of(System.getProperty("tfjs.folder", ""));
        assumeTrue(
                Files.isRegularFile(folder.resolve("model.json")),
                "skipped: -Dtfjs.folder does not name the folder of the TensorFlow.js model; .ci/run fetches it");
        imported = TensorFlowJsWeights.read(folder, 91);
    }

    @Test
    void weightsAreThoseOfTheBuiltInModel() throws IOException {
        Weights shipped = ShippedModel.weights(imported.network());
        for (Parameter parameter : imported.network().parameters()) {
            float[] expected = shipped.get(parameter).values();
            float[] actual = imported.weights().get(parameter).values();
            for (int i = 0; i < expected.length; i++) {
                double tolerance = 1e-6 * Math.max(1, Math.abs(expected[i]));
                assertThat(Math.abs(actual[i] - expected[i]))
                        .as("%s at %d", parameter.name(), i)
                        .isLessThanOrEqualTo((float) tolerance);
            }
        }
    }

    @Test
    void outputsAreThoseOfTheBuiltInModel() throws IOException, OrtException {
        float[] images = RawHeads.noise(1, 300, 5);
        byte[] onnx = SsdGraph.write(imported.network(), imported.weights());

        RawHeads.run(onnx, images, 300).assertSame(RawHeads.run(ShippedModel.bytes(), images, 300), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog", "coral_0001", "vtest_250"})
    void outputsAreThoseOfTensorFlowJs(String picture) throws IOException, OrtException {
        Path golden = Path.of(System.getProperty("shared.folder", "")).resolve("models/golden");
        assumeTrue(Files.isDirectory(golden), "skipped: no recorded outputs in " + golden);
        var expected = new RawHeads(
                floats(golden.resolve(picture + ".coco.boxes.f32")),
                floats(golden.resolve(picture + ".coco.scores.f32")));
        float[] image = normalize(Files.readAllBytes(golden.resolve(picture + ".rgb300.u8")));

        RawHeads.run(SsdGraph.write(imported.network(), imported.weights()), image, 300)
                .assertSame(expected, 1e-4);
    }

    private static float[] normalize(byte[] rgb) {
        var input = imported.normalization();
        float[] planes = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int channel = i % 3;
            double pixel = rgb[i] & 0xFF;
            planes[channel * rgb.length / 3 + i / 3] =
                    (float) ((pixel - input.mean().get(channel)) * input.scale());
        }
        return planes;
    }

    private static float[] floats(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
