package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken files; {@link CaffeOracleIT} reads whole ones. */
class CaffeWeightsTest {
    private static final SsdNetwork NETWORK = PriorSizes.SSD300_VOC.network(21);
    private static final Tensor WEIGHT = new Tensor(List.of(64, 3, 3, 3), new float[64 * 27]);
    private static final Tensor BIAS = new Tensor(List.of(64), new float[64]);

    @TempDir
    private Path folder;

    @BeforeEach
    void writePrototxt() throws IOException {
        Files.writeString(folder.resolve("x.prototxt"), CaffeModel.prototxt(NETWORK, PriorSizes.SSD300_VOC::param));
    }

    @Test
    void namesTheLayerThatIsMissing() throws IOException {
        assertRefused(
                model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", BIAS)),
                "x.caffemodel: layer conv1_2: the weight is missing");
    }

    @Test
    void namesTheLayerOfAnotherShape() throws IOException {
        var gray = new Tensor(List.of(64, 1, 3, 3), new float[64 * 9]);
        assertRefused(
                model(Map.of("conv1_1.weight", gray, "conv1_1.bias", BIAS)),
                "x.caffemodel: layer conv1_1: the weight has the shape [64, 1, 3, 3], not [64, 3, 3, 3]");
    }

    @Test
    void acceptsABiasOfFourDimensions() throws IOException {
        var old = new Tensor(List.of(1, 1, 1, 64), new float[64]);
        assertRefused(
                model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", old)),
                "x.caffemodel: layer conv1_2: the weight is missing");
    }

    @Test
    void refusesNumbersThatAreNotFinite() throws IOException {
        float[] values = new float[64];
        values[63] = Float.NaN;
        assertRefused(
                model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", new Tensor(List.of(64), values))),
                "x.caffemodel: layer conv1_1: the bias holds NaN");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] model = model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", BIAS));
        assertRefused(Arrays.copyOf(model, 100), "x.caffemodel: not a Caffe model, or not a whole one; load it again");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertRefused(new byte[0], "x.caffemodel: layer conv1_1: the weight is missing");
    }

    /** A shape that does not go with the numbers, up to terabytes that are not there. */
    @Test
    void refusesAShapeThatIsALie() throws IOException {
        byte[] model = model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", BIAS));
        byte[] shape = {8, 64, 8, 3, 8, 3, 8, 3};
        for (byte[] lie : new byte[][] {{8, 64, 8, 3, 8, 3, 8, 4}, {8, 127, 8, 127, 8, 127, 8, 127}}) {
            byte[] changed = model.clone();
            System.arraycopy(lie, 0, changed, indexOf(model, shape), lie.length);
            assertRefused(changed, "x.caffemodel: not a Caffe model, or not a whole one; load it again");
        }
    }

    @Test
    void survivesGarbage() throws IOException {
        byte[] model = model(Map.of("conv1_1.weight", WEIGHT, "conv1_1.bias", BIAS));
        var random = new SplittableRandom(3);
        for (int i = 0; i < 30; i++) {
            byte[] changed = model.clone();
            for (int j = 0; j < 4; j++) {
                changed[random.nextInt(i % 2 == 0 ? 60 : changed.length)] = (byte) random.nextInt(256);
            }
            assertRefused(changed, "x.caffemodel: ");
        }
        byte[] noise = new byte[4096];
        random.nextBytes(noise);
        assertRefused(noise, "x.caffemodel: not a Caffe model, or not a whole one; load it again");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> CaffeWeights.read(folder.resolve("none.prototxt"), folder.resolve("x.caffemodel")))
                .isInstanceOf(WeightsException.class)
                .hasMessage("cannot read " + folder.resolve("none.prototxt") + ": NoSuchFileException");
    }

    private static byte[] model(Map<String, Tensor> tensors) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CaffeModel.write(NETWORK, new HashMap<>(tensors), bytes);
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] model, String message) throws IOException {
        Path file = folder.resolve("x.caffemodel");
        Files.write(file, model);
        assertThatThrownBy(() -> CaffeWeights.read(folder.resolve("x.prototxt"), file))
                .isInstanceOf(WeightsException.class)
                .hasMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i < bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not in there");
    }
}
