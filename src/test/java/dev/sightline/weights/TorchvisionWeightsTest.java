package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.json.JsonText;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchvisionWeightsTest {
    private static final int CLASSES = 3;

    @TempDir
    Path temp;

    /** What torchvision's {@code ssd300_vgg16(num_classes=3).state_dict()} holds, in its order. */
    /** Every tensor of torchvision's own file and its shape. */
    static Map<String, List<Integer>> stateOf(int classes) {
        var state = new LinkedHashMap<String, List<Integer>>();
        state.put("backbone.scale_weight", List.of(512));
        int[][] features = {
            {0, 3, 64},
            {2, 64, 64},
            {5, 64, 128},
            {7, 128, 128},
            {10, 128, 256},
            {12, 256, 256},
            {14, 256, 256},
            {17, 256, 512},
            {19, 512, 512},
            {21, 512, 512}
        };
        for (int[] conv : features) {
            put(state, "backbone.features." + conv[0], conv[2], conv[1], 3);
        }
        for (int i : new int[] {1, 3, 5}) {
            put(state, "backbone.extra.0." + i, 512, 512, 3);
        }
        put(state, "backbone.extra.0.7.1", 1024, 512, 3);
        put(state, "backbone.extra.0.7.3", 1024, 1024, 1);
        int[][] extras = {{1024, 256, 512}, {512, 128, 256}, {256, 128, 256}, {256, 128, 256}};
        for (int i = 0; i < extras.length; i++) {
            put(state, "backbone.extra." + (i + 1) + ".0", extras[i][1], extras[i][0], 1);
            put(state, "backbone.extra." + (i + 1) + ".2", extras[i][2], extras[i][1], 3);
        }
        int[][] sources = {{512, 4}, {1024, 6}, {512, 6}, {256, 6}, {256, 4}, {256, 4}};
        for (int i = 0; i < sources.length; i++) {
            put(state, "head.classification_head.module_list." + i, classes * sources[i][1], sources[i][0], 3);
        }
        for (int i = 0; i < sources.length; i++) {
            put(state, "head.regression_head.module_list." + i, 4 * sources[i][1], sources[i][0], 3);
        }
        return state;
    }

    private static void put(Map<String, List<Integer>> state, String module, int outputs, int inputs, int kernel) {
        state.put(module + ".weight", List.of(outputs, inputs, kernel, kernel));
        state.put(module + ".bias", List.of(outputs));
    }

    @Test
    void everyTensorBecomesTheParameterOfItsLayer() throws IOException {
        ImportedNetwork imported = TorchvisionWeights.read(numbered(), CLASSES);

        assertThat(imported.network().parameters()).hasSize(71);
        assertFirst(imported, "conv4_3_norm.scale", "backbone.scale_weight");
        assertFirst(imported, "conv1_1.weight", "backbone.features.0.weight");
        assertFirst(imported, "conv1_2.bias", "backbone.features.2.bias");
        assertFirst(imported, "conv4_3.weight", "backbone.features.21.weight");
        assertFirst(imported, "conv5_1.weight", "backbone.extra.0.1.weight");
        assertFirst(imported, "conv5_3.bias", "backbone.extra.0.5.bias");
        assertFirst(imported, "fc6.weight", "backbone.extra.0.7.1.weight");
        assertFirst(imported, "fc7.weight", "backbone.extra.0.7.3.weight");
        assertFirst(imported, "conv6_1.weight", "backbone.extra.1.0.weight");
        assertFirst(imported, "conv8_2.weight", "backbone.extra.3.2.weight");
        assertFirst(imported, "conv9_2.bias", "backbone.extra.4.2.bias");
        assertFirst(imported, "conv4_3_norm_mbox_conf.weight", "head.classification_head.module_list.0.weight");
        assertFirst(imported, "fc7_mbox_loc.weight", "head.regression_head.module_list.1.weight");
        assertFirst(imported, "conv9_2_mbox_conf.bias", "head.classification_head.module_list.5.bias");
    }

    @Test
    void theRestIsWhatTorchvisionDoes() throws IOException {
        ImportedNetwork imported = TorchvisionWeights.read(numbered(), CLASSES);

        assertThat(imported.normalization().channels()).isEqualTo(Normalization.Channels.RGB);
        assertThat(imported.normalization().mean().get(0)).isCloseTo(122.99925, within(1e-9));
        assertThat(imported.normalization().mean().get(2)).isCloseTo(103.9992, within(1e-9));
        assertThat(imported.normalization().scale()).isEqualTo(1);
        assertThat(imported.activation()).isEqualTo(Activation.SOFTMAX);
        assertThat(imported.coder()).isEqualTo(new BoxCoder(BoxCoder.Order.XYWH, 0.1, 0.2));
        assertThat(imported.selection()).isEqualTo(new ImportedNetwork.Selection(0.01, 0.45, 400, 200, true));
    }

    /** Computed by hand from the scales and steps in {@code ssd300_vgg16} and the formulas in {@code anchor_utils.py}. */
    @Test
    void defaultBoxesAreTorchvisions() throws IOException {
        List<DefaultBox> boxes = DefaultBoxGenerator.generate(
                TorchvisionWeights.read(numbered(), CLASSES).network().layout());
        double[] scales = {0.07, 0.15, 0.33, 0.51, 0.69, 0.87, 1.05};
        int[] sizes = {38, 19, 10, 5, 3, 1};
        int[] steps = {8, 16, 32, 64, 100, 300};
        int at = 0;
        for (int map = 0; map < sizes.length; map++) {
            double own = scales[map];
            double between = Math.sqrt(own * scales[map + 1]);
            double[][] shapes = {
                {own, own},
                {between, between},
                {own * Math.sqrt(2), own / Math.sqrt(2)},
                {own / Math.sqrt(2), own * Math.sqrt(2)},
                {own * Math.sqrt(3), own / Math.sqrt(3)},
                {own / Math.sqrt(3), own * Math.sqrt(3)}
            };
            int perCell = map == 0 || map > 3 ? 4 : 6;
            for (int cell = 0; cell < sizes[map] * sizes[map] * perCell; cell++) {
                double[] shape = shapes[cell % perCell];
                int column = cell / perCell % sizes[map];
                int row = cell / perCell / sizes[map];
                DefaultBox box = boxes.get(at++);
                assertThat(box.cx()).isCloseTo((column + 0.5) / (300.0 / steps[map]), within(1e-9));
                assertThat(box.cy()).isCloseTo((row + 0.5) / (300.0 / steps[map]), within(1e-9));
                assertThat(box.width()).isCloseTo(Math.min(1, shape[0]), within(1e-9));
                assertThat(box.height()).isCloseTo(Math.min(1, shape[1]), within(1e-9));
            }
        }
        assertThat(boxes).hasSize(at).hasSize(8732);
    }

    @Test
    void aMissingTensorIsNamedWithItsLayer() {
        assertRefused(
                state -> state.remove("backbone.extra.0.7.1.bias"),
                "layer fc6: backbone.extra.0.7.1.bias is missing; this is not torchvision's ssd300_vgg16");
    }

    @Test
    void anotherShapeIsNamedWithItsLayer() {
        assertRefused(
                state -> state.put("backbone.features.2.weight", List.of(64, 64, 1, 9)),
                "layer conv1_2: backbone.features.2.weight has the shape [64, 64, 1, 9], not [64, 64, 3, 3]");
    }

    @Test
    void anotherNumberOfClassesIsNamedWithItsLayer() {
        assertRefused(
                state -> state.putAll(stateOf(21)),
                "layer conv4_3_norm_mbox_conf: head.classification_head.module_list.0.weight has the shape"
                        + " [84, 512, 3, 3], not [12, 512, 3, 3]: it scores 21 classes, not 3");
    }

    @Test
    void theVariantForLargerPicturesIsRefused() {
        assertRefused(
                state -> put(state, "backbone.extra.5.0", 128, 256, 1),
                "layer backbone.extra.5.0: this is torchvision's variant for larger pictures, not ssd300_vgg16");
    }

    @Test
    void aTensorTooManyIsNamed() {
        assertRefused(
                state -> state.put("backbone.features.22.weight", List.of(1)),
                "ssd300_vgg16 has no tensor backbone.features.22.weight");
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsLayer() throws IOException {
        var state = stateOf(CLASSES);
        byte[] numbers = new byte[513 * Float.BYTES];
        System.arraycopy(StoredFiles.floats(Float.NaN), 0, numbers, 512 * Float.BYTES, Float.BYTES);
        Path file = write(state, numbers);
        assertThatThrownBy(() -> TorchvisionWeights.read(file, CLASSES))
                .hasMessage(file + ": layer conv1_1: the weight holds NaN");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = temp.resolve("none.safetensors");
        assertThatThrownBy(() -> TorchvisionWeights.read(file, CLASSES))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + ": there is no file none.safetensors");
    }

    /** A whole state of which each tensor begins with its place in it. */
    private Path numbered() throws IOException {
        var state = stateOf(CLASSES);
        long length = state.values().stream()
                .mapToLong(shape -> Float.BYTES * StoredTensor.count(shape))
                .sum();
        byte[] numbers = new byte[Math.toIntExact(length)];
        int at = 0;
        int place = 0;
        for (List<Integer> shape : state.values()) {
            System.arraycopy(StoredFiles.floats(place++), 0, numbers, at, Float.BYTES);
            at += Float.BYTES * (int) StoredTensor.count(shape);
        }
        return write(state, numbers);
    }

    private Path write(Map<String, List<Integer>> state, byte[] numbers) throws IOException {
        long length = state.values().stream()
                .mapToLong(shape -> Float.BYTES * StoredTensor.count(shape))
                .sum();
        return StoredFiles.safetensors(
                temp.resolve("ssd.safetensors"), JsonText.write(StoredFiles.header(state)), numbers, length);
    }

    private static void assertFirst(ImportedNetwork imported, String parameter, String tensor) {
        Parameter found = imported.network().parameters().stream()
                .filter(known -> known.name().equals(parameter))
                .findFirst()
                .orElseThrow();
        float place = List.copyOf(stateOf(CLASSES).keySet()).indexOf(tensor);
        assertThat(imported.weights().get(found).values()[0]).as(parameter).isEqualTo(place);
    }

    private void assertRefused(Consumer<Map<String, List<Integer>>> change, String message) {
        var state = stateOf(CLASSES);
        change.accept(state);
        Path file = temp.resolve("ssd.safetensors");
        assertThatThrownBy(() -> TorchvisionWeights.read(StoredFiles.zeros(file, state), CLASSES))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + ": " + message);
    }
}
