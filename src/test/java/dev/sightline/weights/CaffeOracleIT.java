package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Tensor;
import dev.sightline.ssd.Weights;
import dev.sightline.weights.SideBySide.Row;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SSDs with random weights in OpenCV and in ours. */
class CaffeOracleIT {
    private static final SsdNetwork SSD300 = PriorSizes.SSD300_VOC.network(21);
    private static final Map<String, Tensor> TENSORS = lively(SSD300, 5);

    @TempDir
    private static Path folder;

    private static SideBySide ssd300;

    @BeforeAll
    static void write() throws IOException, OrtException {
        ssd300 = SideBySide.write(folder, PriorSizes.SSD300_VOC, SSD300, TENSORS);
    }

    @AfterAll
    static void close() throws OrtException {
        ssd300.close();
    }

    @Test
    void allWeightsArriveUnchanged() {
        ImportedNetwork imported = ssd300.imported();
        assertThat(imported.network()).isEqualTo(SSD300);
        for (var parameter : SSD300.parameters()) {
            float[] written =
                    Objects.requireNonNull(TENSORS.get(parameter.name())).values();
            assertThat(Arrays.equals(imported.weights().get(parameter).values(), written))
                    .as(parameter.name())
                    .isTrue();
        }
    }

    @Test
    void openCvComputesTheSameOffsetsAndLogits() throws OrtException {
        assertThat(ssd300.largestDifference(ssd300.pictures(4, 1), 1)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 3"})
    void openCvFindsTheSameInTheSamePictures(long seed, int batch) throws OrtException {
        byte[] pictures = ssd300.pictures(seed, batch);
        List<List<Row>> theirs = ssd300.openCv(pictures, batch);
        List<List<Row>> ours = ssd300.ours(pictures, batch);

        for (int i = 0; i < batch; i++) {
            assertThat(theirs.get(i)).hasSizeGreaterThan(150);
            assertThat(theirs.get(i).stream().map(Row::classIndex).distinct()).hasSizeGreaterThan(10);
            assertSame(ours.get(i), theirs.get(i));
        }
    }

    @Test
    void openCvFindsTheSameWithAnSsd512(@TempDir Path other) throws IOException, OrtException {
        SsdNetwork network = PriorSizes.SSD512_COCO.network(81);
        try (var ssd512 = SideBySide.write(other, PriorSizes.SSD512_COCO, network, lively(network, 6))) {
            assertThat(ssd512.imported().network()).isEqualTo(network);
            byte[] picture = ssd512.pictures(1, 1);
            List<Row> theirs = ssd512.openCv(picture, 1).get(0);

            assertThat(theirs).hasSizeGreaterThan(150);
            assertSame(ssd512.ours(picture, 1).get(0), theirs);
        }
    }

    @Test
    void aTruncatedModelIsRefused() throws IOException {
        Path part = folder.resolve("part.caffemodel");
        Files.copy(folder.resolve("ssd.caffemodel"), part);
        try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1000);
        }
        assertThatThrownBy(() -> CaffeWeights.read(folder.resolve("ssd.prototxt"), part))
                .isInstanceOf(WeightsException.class)
                .hasMessage("part.caffemodel: not a Caffe model, or not a whole one; load it again");
    }

    private static void assertSame(List<Row> ours, List<Row> theirs) {
        assertThat(ours).hasSameSizeAs(theirs);
        var left = new ArrayList<>(ours);
        for (Row row : theirs) {
            var match = left.stream().filter(row::isCloseTo).findFirst();
            assertThat(match).as("of ours for " + row).isPresent();
            match.ifPresent(left::remove);
        }
    }

    /**
     * Weights that neither weaken nor strengthen the signal from layer to layer (K. He et al., arXiv 1502.01852: variance 2 /
     * inputs), so that scores spread over (0, 1).
     */
    private static Map<String, Tensor> lively(SsdNetwork network, long seed) {
        Weights fresh = Weights.random(network, seed);
        var random = new SplittableRandom(seed);
        var tensors = new HashMap<String, Tensor>();
        for (var parameter : network.parameters()) {
            float[] values = fresh.get(parameter).values();
            double factor = factor(parameter.layer());
            for (int i = 0; i < values.length; i++) {
                switch (parameter.role()) {
                    case "weight" -> values[i] = (float) (values[i] * factor);
                    case "bias" -> values[i] = (float) (random.nextDouble() - 0.5);
                    default -> values[i] = (float) (20 + 10 * random.nextDouble());
                }
            }
            tensors.put(parameter.name(), fresh.get(parameter));
        }
        return tensors;
    }

    private static double factor(String layer) {
        if (layer.contains("_mbox_")) {
            return 1;
        }
        return layer.equals("conv1_1") ? Math.sqrt(2) / 70 : Math.sqrt(2);
    }
}
