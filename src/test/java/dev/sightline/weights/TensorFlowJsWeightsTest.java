package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.LivelyWeights;
import dev.sightline.ssd.MobileNetwork;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.Parameter;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFlowJsWeightsTest {
    private static final SsdNetwork NETWORK = MobileNetwork.ssdLite(3);
    private static final Weights WEIGHTS = LivelyWeights.of(NETWORK, 31);
    private static final String ROOT = "FeatureExtractor/MobilenetV2/";

    @TempDir
    Path temp;

    /** The error is a fraction of the largest number of each tensor: float rounding, 11 bits, half a step of the quantisation. */
    @ParameterizedTest
    @CsvSource({"float32, 1e-6", "float16, 1e-3", "uint16, 2e-5", "uint8, 5e-3"})
    void normsAndSumsAreFolded(String format, double tolerance) throws IOException {
        ImportedNetwork imported =
                TensorFlowJsWeights.read(new TensorFlowJsFolder(NETWORK, WEIGHTS, format).write(temp), 3);

        for (Parameter parameter : NETWORK.parameters()) {
            float[] expected = WEIGHTS.get(parameter).values();
            float[] actual = imported.weights().get(parameter).values();
            double largest = 0;
            double difference = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(expected[i]));
                difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
            }
            // Depthwise kernels are quantised before gamma, which is 0.5 to 2.5.
            assertThat(difference / largest).as(parameter.name()).isLessThanOrEqualTo(5 * tolerance);
        }
    }

    @Test
    void theRestIsWhatTheBuiltInCardSays() throws IOException {
        ImportedNetwork imported =
                TensorFlowJsWeights.read(new TensorFlowJsFolder(NETWORK, WEIGHTS, "float32").write(temp), 3);

        assertThat(imported.normalization())
                .isEqualTo(new Normalization(Normalization.Channels.RGB, List.of(127.5, 127.5, 127.5), 1 / 127.5));
        assertThat(imported.activation()).isEqualTo(Activation.SIGMOID);
        assertThat(imported.coder()).isEqualTo(new BoxCoder(BoxCoder.Order.YXHW, 0.1, 0.2));
    }

    @Test
    void anotherNumberOfClassesIsNamedWithItsLayer() throws IOException {
        new TensorFlowJsFolder(NETWORK, WEIGHTS, "float32").write(temp);
        assertThatThrownBy(() -> TensorFlowJsWeights.read(temp, 91))
                .isInstanceOf(WeightsException.class)
                .hasMessage(temp + ": layer BoxPredictor_0/ClassPredictor: BoxPredictor_0/ClassPredictor/biases has the"
                        + " shape [9], not [273]: it scores 3 classes, not 91");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "a/b", "..", ""})
    void filesElsewhereAreRefused(String path) {
        assertRefused(
                folder -> folder.paths.set(0, path),
                "model.json: weightsManifest[0].paths must be plain names of files beside this one");
    }

    @Test
    void aMissingNodeIsNamedWithItsLayer() {
        assertRefused(
                folder -> folder.nodes.remove(folder.node(ROOT + "expanded_conv_3/depthwise/conv")),
                "layer " + ROOT + "expanded_conv_3/depthwise: the graph has no convolution of this name");
    }

    @Test
    void aMissingRectifierIsNamedWithItsLayer() {
        assertRefused(
                folder -> folder.node(ROOT + "Conv/Relu6").put("op", "Relu"),
                "layer " + ROOT + "Conv: the graph has no Relu6 after it");
    }

    @Test
    void aMissingResidualIsNamedWithItsLayer() {
        assertRefused(
                folder -> folder.node(ROOT + "expanded_conv_2/project/sum")
                        .put(
                                "input",
                                List.of(
                                        ROOT + "expanded_conv_2/project/biases",
                                        ROOT + "expanded_conv_2/project/conv")),
                "layer " + ROOT + "expanded_conv_2/add: the graph reads nothing here, not " + ROOT
                        + "expanded_conv_1/project/sum");
    }

    @Test
    void aLayerThatReadsAnotherMapIsNamed() {
        assertRefused(
                folder -> folder.node(ROOT + "expanded_conv_1/expand/conv")
                        .put("input", List.of(ROOT + "Conv/Relu6", ROOT + "expanded_conv_1/expand/weights")),
                "layer " + ROOT + "expanded_conv_1/expand: the graph reads " + ROOT + "Conv/Relu6 here, not " + ROOT
                        + "expanded_conv/project/sum");
    }

    @Test
    void aMissingTensorIsNamed() {
        assertRefused(
                folder -> folder.weights.remove("BoxPredictor_5/BoxEncodingPredictor_depthwise/mean"),
                "layer BoxPredictor_5/BoxEncodingPredictor_depthwise: there is no tensor"
                        + " BoxPredictor_5/BoxEncodingPredictor_depthwise/mean");
    }

    @Test
    void anotherShapeIsNamedWithItsLayer() {
        assertRefused(
                folder -> weight(folder, ROOT + "Conv/weights").put("shape", List.of(3, 3, 32, 3)),
                "layer " + ROOT + "Conv: " + ROOT + "Conv/weights has the shape [3, 3, 32, 3], not [3, 3, 3, 32]");
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsLayer() {
        assertRefused(
                folder -> folder.numbers(ROOT + "Conv/biases")[7] = Float.NaN,
                "layer " + ROOT + "Conv: the bias holds NaN");
    }

    @Test
    void otherDefaultBoxesAreRefused() {
        assertRefused(
                folder -> folder.numbers("Postprocessor/ExpandDims")[4 * 1000 + 2] += 0.01f,
                "layer Postprocessor/ExpandDims: default box 1000 is another than ssdlite_mobilenet_v2 has");
    }

    @Test
    void otherPixelsAreRefused() {
        assertRefused(
                folder -> folder.numbers("Preprocessor/sub/y")[0] = 0.5f,
                "layer " + ROOT
                        + "Conv: the graph normalises pixels to pixel * 0.007843137718737125 - 0.5, not to -1 to 1");
    }

    @Test
    void nodesThatAreNotReadAreRefused() {
        assertRefused(
                folder -> folder.node(ROOT + "Conv/conv").put("op", "_FusedConv2D"),
                "model.json: modelTopology.node[2].op is _FusedConv2D of " + ROOT + "Conv/conv, which is not read");
    }

    @Test
    void otherNumbersAreRefused() {
        assertRefused(
                folder -> weight(folder, ROOT + "Conv/weights").put("dtype", "complex64"),
                "model.json: weightsManifest[0].weights[3].dtype is complex64; float32, float16, uint8 and uint16 are read");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        Path folder = new TensorFlowJsFolder(NETWORK, WEIGHTS, "float32").write(temp);
        Files.delete(folder.resolve("group1-shard2of2"));
        assertThatThrownBy(() -> TensorFlowJsWeights.read(folder, 3))
                .hasMessage(folder + ": there is no file group1-shard2of2");
        Files.delete(folder.resolve("model.json"));
        assertThatThrownBy(() -> TensorFlowJsWeights.read(folder, 3))
                .hasMessage(folder + ": there is no file model.json");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        Path folder = new TensorFlowJsFolder(NETWORK, WEIGHTS, "float32").write(temp);
        Files.write(folder.resolve("group1-shard2of2"), new byte[1000]);
        assertThatThrownBy(() -> TensorFlowJsWeights.read(folder, 3))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(folder + ": model.json: weightsManifest[0].weights[")
                .hasMessageEndingWith(", whose numbers lie beyond the end of the files");
    }

    private static Map<String, Object> weight(TensorFlowJsFolder folder, String name) {
        return folder.weights.getOrDefault(name, Map.of());
    }

    private void assertRefused(Consumer<TensorFlowJsFolder> change, String message) {
        var folder = new TensorFlowJsFolder(NETWORK, WEIGHTS, "float32");
        change.accept(folder);
        assertThatThrownBy(() -> TensorFlowJsWeights.read(folder.write(temp), 3))
                .isInstanceOf(WeightsException.class)
                .hasMessage(temp + ": " + message);
    }
}
