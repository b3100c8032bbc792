package dev.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sightline.geometry.BoundingBox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonMaximumSuppressionTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    @Test
    void nothingComesOfNothing() {
        assertThat(new NonMaximumSuppression(0.5, 10, 10).suppress(List.of())).isEmpty();
    }

    @Test
    void theBetterOfTwoStays() {
        var good = detection(1, 0.9, 0, 0, 0.5, 0.5);
        var worse = detection(1, 0.8, 0.01, 0, 0.51, 0.5);
        assertThat(suppress(0.5, worse, good)).containsExactly(good);
    }

    @Test
    void classesDoNotSuppressEachOther() {
        var cat = detection(1, 0.9, 0, 0, 0.5, 0.5);
        var dog = detection(2, 0.8, 0, 0, 0.5, 0.5);
        assertThat(suppress(0.5, dog, cat)).containsExactly(cat, dog);
    }

    @Test
    void ofEqualScoresTheFirstIsTheBetter() {
        var first = detection(1, 0.9, 0, 0, 0.5, 0.5);
        var second = detection(1, 0.9, 0, 0.01, 0.5, 0.51);
        var elsewhere = detection(1, 0.9, 0.6, 0.6, 1, 1);
        assertThat(suppress(0.5, first, second, elsewhere)).containsExactly(first, elsewhere);
        assertThat(suppress(0.5, elsewhere, second, first)).containsExactly(elsewhere, second);
    }

    /** Two unit-high boxes of width 1, shifted so that they share exactly half of the union of 3/4 + 3/4 - 1/2. */
    @Test
    void anOverlapAtTheThresholdStaysAndOneJustPastItGoes() {
        var left = detection(1, 0.9, 0, 0, 0.75, 1);
        var right = detection(1, 0.8, 0.25, 0, 1, 1);
        assertThat(left.box().iou(right.box())).isEqualTo(0.5);
        assertThat(suppress(0.5, left, right)).containsExactly(left, right);
        assertThat(suppress(Math.nextDown(0.5), left, right)).containsExactly(left);
    }

    /** The middle box is suppressed by the best one, so it cannot suppress the third. */
    @Test
    void whatIsSuppressedSuppressesNothing() {
        var best = detection(1, 0.9, 0, 0, 0.4, 1);
        var middle = detection(1, 0.8, 0.1, 0, 0.5, 1);
        var last = detection(1, 0.7, 0.2, 0, 0.6, 1);
        assertThat(suppress(0.5, last, middle, best)).containsExactly(best, last);
    }

    @Test
    void limitsHoldPerClassBeforeAndInAllAfterSuppression() {
        var a = detection(1, 0.9, 0, 0, 0.1, 1);
        var copyOfA = detection(1, 0.8, 0, 0, 0.1, 1);
        var b = detection(1, 0.7, 0.2, 0, 0.3, 1);
        var c = detection(2, 0.6, 0.4, 0, 0.5, 1);
        var d = detection(2, 0.5, 0.6, 0, 0.7, 1);
        var all = List.of(a, copyOfA, b, c, d);
        assertThat(new NonMaximumSuppression(0.5, 2, NO_LIMIT).suppress(all)).containsExactly(a, c, d);
        assertThat(new NonMaximumSuppression(0.5, NO_LIMIT, 3).suppress(all)).containsExactly(a, b, c);
    }

    @Test
    void acrossClassesTheBetterOfTwoStaysIfThatIsWanted() {
        var car = detection(1, 0.9, 0, 0, 0.5, 0.5);
        var truck = detection(2, 0.8, 0, 0, 0.5, 0.5);
        var person = detection(3, 0.7, 0, 0, 0.2, 0.5);
        var all = List.of(person, truck, car);
        assertThat(new NonMaximumSuppression(0.5, 9, 9, 0.8).suppress(all)).containsExactly(car, person);
        assertThat(new NonMaximumSuppression(0.5, 9, 9).suppress(all)).containsExactly(car, truck, person);
    }

    /** The second truck overlaps the first one, which stays among trucks, before the car suppresses that. */
    @Test
    void classesAreSuppressedBeforeTheyMeet() {
        var car = detection(1, 0.9, 0, 0, 0.4, 1);
        var truck = detection(2, 0.8, 0.1, 0, 0.5, 1);
        var alsoTruck = detection(2, 0.7, 0.2, 0, 0.6, 1);
        assertThat(new NonMaximumSuppression(0.5, 9, 9, 0.5).suppress(List.of(alsoTruck, truck, car)))
                .containsExactly(car);
    }

    /** Unit-high boxes of width 3/4 that share half of their union, as above. */
    @Test
    void acrossClassesAnOverlapAtTheThresholdStaysAndOneJustPastItGoes() {
        var left = detection(1, 0.9, 0, 0, 0.75, 1);
        var right = detection(2, 0.8, 0.25, 0, 1, 1);
        var both = List.of(left, right);
        assertThat(new NonMaximumSuppression(0.5, 9, 9, 0.5).suppress(both)).containsExactly(left, right);
        assertThat(new NonMaximumSuppression(0.5, 9, 9, Math.nextDown(0.5)).suppress(both))
                .containsExactly(left);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithThePlainReference(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 50; round++) {
            var detections = tied(random, random.nextInt(60));
            double across = random.nextInt(4) == 0 ? 1 : random.nextInt(11) / 10.0;
            var suppression = new NonMaximumSuppression(
                    random.nextInt(11) / 10.0, 1 + random.nextInt(20), 1 + random.nextInt(30), across);
            assertThat(suppression.suppress(detections))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(reference(detections, suppression));
        }
    }

    /** With the limits of Caffe, some of which are reached. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void agreesWithThePlainReferenceOnCrowds(long seed) {
        var detections = tied(new SplittableRandom(seed), 1500);
        for (double across : new double[] {0.3, 1}) {
            var suppression = new NonMaximumSuppression(0.45, 400, 200, across);
            assertThat(suppression.suppress(detections)).isEqualTo(reference(detections, suppression));
        }
    }

    /** SSD300 for VOC with every box a candidate of every class: one object a class stays, and nothing is slow. */
    @Test
    void survivesEveryBoxAboveTheThreshold() {
        var all = new ArrayList<Detection>();
        for (int box = 0; box < 8_732; box++) {
            for (int index = 1; index <= 20; index++) {
                all.add(detection(index, (box % 1000 + 1) / 1001.0, 0.25, 0.25, 0.75, 0.75));
            }
        }
        var kept = new NonMaximumSuppression(0.45, 400, 200).suppress(all);
        assertThat(kept).extracting(Detection::classIndex).containsExactlyElementsOf(range(1, 20));
        assertThat(kept).allSatisfy(detection -> assertThat(detection.score()).isEqualTo(1000 / 1001.0));
    }

    @Test
    void refusesSenselessSettings() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NonMaximumSuppression(Double.NaN, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NonMaximumSuppression(0.5, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NonMaximumSuppression(0.5, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new NonMaximumSuppression(0.5, 1, 1, 1.1));
    }

    /** As the paper says it: class by class, take the best that is left, strike out what overlaps it, repeat. */
    private static List<Detection> reference(List<Detection> detections, NonMaximumSuppression suppression) {
        var kept = new ArrayList<Integer>();
        for (int index = 1; index <= 3; index++) {
            var ofClass = new ArrayList<Integer>();
            for (int i = 0; i < detections.size(); i++) {
                if (detections.get(i).classIndex() == index) {
                    ofClass.add(i);
                }
            }
            ofClass.sort((a, b) -> worseLast(detections, a, b));
            var looked = ofClass.subList(0, Math.min(ofClass.size(), suppression.perClass()));
            kept.addAll(greedy(detections, looked, suppression.iouThreshold()));
        }
        return greedy(detections, kept, suppression.iouAcrossClasses()).stream()
                .limit(suppression.total())
                .map(detections::get)
                .toList();
    }

    private static List<Integer> greedy(List<Detection> detections, List<Integer> among, double threshold) {
        var left = new ArrayList<>(among);
        var kept = new ArrayList<Integer>();
        while (!left.isEmpty()) {
            Integer best = Collections.min(left, (a, b) -> worseLast(detections, a, b));
            kept.add(best);
            left.remove(best);
            left.removeIf(i -> detections.get(i).box().iou(detections.get(best).box()) > threshold);
        }
        return kept;
    }

    /** Boxes and scores from a few values each, so that many tie. */
    private static List<Detection> tied(SplittableRandom random, int count) {
        var detections = new ArrayList<Detection>();
        for (int i = 0; i < count; i++) {
            double x = random.nextInt(10) / 10.0;
            double y = random.nextInt(10) / 10.0;
            double score = random.nextInt(20) / 20.0;
            detections.add(detection(1 + random.nextInt(3), score, x, y, x + 0.3, y + random.nextInt(4) / 10.0));
        }
        return detections;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private static int worseLast(List<Detection> detections, int a, int b) {
        int byScore =
                Double.compare(detections.get(b).score(), detections.get(a).score());
        return byScore != 0 ? byScore : Integer.compare(a, b);
    }

    private static List<Detection> suppress(double threshold, Detection... detections) {
        return new NonMaximumSuppression(threshold, NO_LIMIT, NO_LIMIT).suppress(List.of(detections));
    }

    private static Detection detection(int index, double score, double left, double top, double right, double bottom) {
        return new Detection("class " + index, index, score, new BoundingBox(left, top, right, bottom));
    }
}
