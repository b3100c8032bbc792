package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.ssd.DefaultBox;
import dev.sightline.ssd.DefaultBoxGenerator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our default boxes against those of OpenCV's {@code PriorBox} layer. */
class PriorBoxOracleTest {
    private static final double CLOSE = 1e-5;

    @ParameterizedTest
    @EnumSource
    void openCvHasTheSameDefaultBoxes(PriorSizes sizes) {
        List<DefaultBox> ours = DefaultBoxGenerator.generate(sizes.layout());
        float[] theirs = priors(sizes);

        assertThat(ours).hasSize(sizes.rule.inputSize() == 300 ? 8732 : 24564);
        assertThat(theirs).hasSize(2 * 4 * ours.size());
        double worst = 0;
        for (int i = 0; i < ours.size(); i++) {
            DefaultBox box = ours.get(i);
            double[] corners = {
                box.cx() - box.width() / 2,
                box.cy() - box.height() / 2,
                box.cx() + box.width() / 2,
                box.cy() + box.height() / 2
            };
            float[] variances = {0.1f, 0.1f, 0.2f, 0.2f};
            for (int j = 0; j < 4; j++) {
                worst = Math.max(worst, Math.abs(corners[j] - theirs[4 * i + j]));
                assertThat(theirs[4 * (ours.size() + i) + j]).isEqualTo(variances[j]);
            }
        }
        assertThat(worst).as("largest difference of a coordinate").isLessThan(CLOSE);
    }

    /** Corners of all boxes, then their variances. */
    private static float[] priors(PriorSizes sizes) {
        var text = new StringBuilder(input("data", 3, sizes.rule.inputSize()));
        var concat =
                new StringBuilder("layer { name: \"all\" type: \"Concat\" top: \"all\" concat_param { axis: 2 }\n");
        for (int i = 0; i < sizes.maps().size(); i++) {
            text.append(input("map" + i, 1, sizes.maps().get(i)));
            text.append(
                    "layer { name: \"p%1$d\" type: \"PriorBox\" bottom: \"map%1$d\" bottom: \"data\" top: \"p%1$d\" %2$s }%n"
                            .formatted(i, sizes.wholeParam(i)));
            concat.append("bottom: \"p%d\"%n".formatted(i));
        }
        try (var net = OpenCvNet.describe(text.append(concat).append("}").toString())) {
            net.input(
                    "data",
                    new float[3 * sizes.rule.inputSize() * sizes.rule.inputSize()],
                    1,
                    3,
                    sizes.rule.inputSize(),
                    sizes.rule.inputSize());
            for (int i = 0; i < sizes.maps().size(); i++) {
                int size = sizes.maps().get(i);
                net.input("map" + i, new float[size * size], 1, 1, size, size);
            }
            return Objects.requireNonNull(net.run(List.of("all")).get("all"));
        }
    }

    private static String input(String name, int channels, int size) {
        return "input: \"%s\" input_shape { dim: 1 dim: %d dim: %d dim: %d }%n".formatted(name, channels, size, size);
    }
}
