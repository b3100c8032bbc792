package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Labels;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.ssd.BoxCoder.Order;
import dev.sightline.ssd.SsdDecoder.Selection;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SsdDecoderTest {
    private static final BoxCoder CODER = new BoxCoder(Order.YXHW, 0.1, 0.2);
    private static final Labels LABELS = new Labels(List.of("background", "cat", "", "dog"));
    private static final NonMaximumSuppression SUPPRESSION = new NonMaximumSuppression(0.5, 100, 100);

    /** Left half, right half, and one that hangs out of the picture on the right. */
    private static final List<DefaultBox> BOXES = List.of(
            new DefaultBox(0.25, 0.5, 0.5, 1), new DefaultBox(0.75, 0.5, 0.5, 1), new DefaultBox(1, 0.25, 0.5, 0.5));

    @Test
    void scoresAboveTheThresholdBecomeDetectionsInsideThePicture() {
        var found = decode(0.8, false, new float[] {9, -9, 9, 2, -9, 1, -9, 0, -9, 3, -9, -9});
        assertThat(found).extracting(Detection::label).containsExactly("cat", "dog");
        assertThat(found).extracting(Detection::classIndex).containsExactly(1, 3);
        assertThat(found.get(0).score()).isCloseTo(0.952574, within(1e-6));
        assertThat(found.get(0).box()).isEqualTo(new BoundingBox(0.75, 0, 1, 0.5));
        assertThat(found.get(1).score()).isCloseTo(0.880797, within(1e-6));
        assertThat(found.get(1).box()).isEqualTo(new BoundingBox(0, 0, 0.5, 1));
    }

    @Test
    void aBoxGivesItsBestClassOrAllOfThem() {
        float[] logits = {-9, 1, -9, 2, -9, -9, -9, -9, -9, -9, -9, -9};
        assertThat(decode(0.6, false, logits)).extracting(Detection::label).containsExactly("dog");
        assertThat(decode(0.6, true, logits)).extracting(Detection::label).containsExactly("dog", "cat");
    }

    @Test
    void aScoreOfOneCanBeAskedFor() {
        assertThat(decode(1, false, new float[] {-9, 50, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0}))
                .hasSize(1);
    }

    @Test
    void aBoxOutsideThePictureIsLeftOut() {
        float[] offsets = {0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        float[] logits = {-9, 3, -9, -9, -9, -9, -9, -9, -9, -9, -9, -9};
        assertThat(decoder(Activation.SIGMOID, 0.5, false).decode(FloatBuffer.wrap(offsets), FloatBuffer.wrap(logits)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void outputsThatAreNotNumbersAreAnError(float broken) {
        float[] logits = new float[12];
        logits[5] = broken;
        assertNotFinite(new float[12], logits);
        float[] background = new float[12];
        background[8] = broken;
        assertNotFinite(new float[12], background);
        float[] offsets = new float[12];
        offsets[3] = broken;
        assertNotFinite(offsets, new float[] {0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithThePlainReference(Activation activation) {
        var random = new SplittableRandom(42);
        var boxes = DefaultBoxGenerator.generate(MobileLayout.layout());
        var labels = new Labels(List.of("background", "a", "b", "", "c", "d"));
        for (int round = 0; round < 20; round++) {
            float[] offsets = numbers(random, boxes.size() * 4, 3);
            float[] logits = numbers(random, boxes.size() * labels.size(), 4);
            double minScore = random.nextDouble(0.5, 0.99);
            for (boolean allClasses : new boolean[] {false, true}) {
                var decoder = new SsdDecoder(
                        boxes, CODER, activation, labels, new Selection(minScore, allClasses, SUPPRESSION));
                var found = decoder.decode(FloatBuffer.wrap(offsets), FloatBuffer.wrap(logits));
                assertThat(found).isEqualTo(reference(decoder, offsets, logits));
                assertThat(found).isNotEmpty();
            }
        }
    }

    /** Every score of every box, the slow way. */
    private static List<Detection> reference(SsdDecoder decoder, float[] offsets, float[] logits) {
        int classes = decoder.labels().size();
        var candidates = new ArrayList<Detection>();
        for (int i = 0; i < decoder.defaultBoxes().size(); i++) {
            var ofBox = new ArrayList<Detection>();
            for (int c = 1; c < classes; c++) {
                double score = score(decoder.activation(), logits, i * classes, classes, c);
                if (decoder.labels().isUsed(c)) {
                    float[] four = Arrays.copyOfRange(offsets, 4 * i, 4 * i + 4);
                    BoundingBox box = CODER.decode(four, decoder.defaultBoxes().get(i));
                    ofBox.add(new Detection(decoder.labels().word(c), c, score, box));
                }
            }
            if (!decoder.selection().allClasses()) {
                ofBox.sort(Comparator.comparingDouble(Detection::score).reversed());
                ofBox.subList(1, ofBox.size()).clear();
            }
            ofBox.removeIf(d -> d.score() < decoder.selection().minScore());
            candidates.addAll(ofBox);
        }
        return SUPPRESSION.suppress(candidates).stream()
                .map(d -> new Detection(
                        d.label(), d.classIndex(), d.score(), d.box().clipped()))
                .filter(d -> d.box().area() > 0)
                .toList();
    }

    private static double score(Activation activation, float[] logits, int from, int classes, int c) {
        if (activation == Activation.SIGMOID) {
            return 1 / (1 + Math.exp(-logits[from + c]));
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp((double) logits[from + i] - logits[from + c]);
        }
        return 1 / sum;
    }

    private static float[] numbers(SplittableRandom random, int count, double spread) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextDouble(-spread, spread) + random.nextDouble(-spread, spread));
        }
        return numbers;
    }

    private static void assertNotFinite(float[] offsets, float[] logits) {
        assertThatThrownBy(() -> decoder(Activation.SOFTMAX, 0.5, false)
                        .decode(FloatBuffer.wrap(offsets), FloatBuffer.wrap(logits)))
                .isInstanceOf(DetectionException.class)
                .hasMessage("the model's outputs are not finite numbers");
    }

    private static List<Detection> decode(double minScore, boolean allClasses, float[] logits) {
        return decoder(Activation.SIGMOID, minScore, allClasses)
                .decode(FloatBuffer.wrap(new float[12]), FloatBuffer.wrap(logits));
    }

    private static SsdDecoder decoder(Activation activation, double minScore, boolean allClasses) {
        return new SsdDecoder(BOXES, CODER, activation, LABELS, new Selection(minScore, allClasses, SUPPRESSION));
    }
}
