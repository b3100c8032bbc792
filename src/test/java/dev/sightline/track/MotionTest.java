package dev.sightline.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionTest {
    private static void assertClose(Motion actual, double value, double rate, double p, double c, double r) {
        assertThat(new double[] {
                    actual.value(), actual.rate(), actual.valueVariance(), actual.covariance(), actual.rateVariance()
                })
                .containsExactly(new double[] {value, rate, p, c, r}, within(1e-12));
    }

    @Test
    void predictsAndCorrectsAsByHand() {
        var start = new Motion(1, 2, 4, 0, 1);
        Motion later = start.after(2, 3);
        // value 1 + 2·2, P = [4 + 4·1 + 3·8/3, 2·1 + 3·4/2; ., 1 + 3·2]
        assertClose(later, 5, 2, 16, 8, 7);
        // gains 16/20 and 8/20; surprise 1; P = [4·0.8, 4·0.4; ., 7 - 0.4·8]
        assertClose(later.corrected(6, 4), 5.8, 2.4, 3.2, 1.6, 3.8);
    }

    @Test
    void predictsTheSameInOneStepAsInMany() {
        var start = new Motion(0.3, -0.2, 0.1, 0.05, 0.4);
        Motion stepped = start;
        for (int i = 0; i < 10; i++) {
            stepped = stepped.after(0.15, 0.7);
        }
        Motion leapt = start.after(1.5, 0.7);
        assertClose(
                stepped, leapt.value(), leapt.rate(), leapt.valueVariance(), leapt.covariance(), leapt.rateVariance());
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 7, 30})
    void findsTheVelocityAtAnyFrameRate(double fps) {
        BoxMotion motion = BoxMotion.at(BoundingBox.ofCenter(0.1, 0.5, 0.1, 0.3));
        for (int i = 1; i <= 4 * fps; i++) {
            motion = motion.after(1 / fps).corrected(found(BoundingBox.ofCenter(0.1 + 0.05 * i / fps, 0.5, 0.1, 0.3)));
        }
        assertThat(motion.x().rate()).isCloseTo(0.05, within(0.002));
        assertThat(motion.y().rate()).isCloseTo(0, within(1e-9));
        assertThat(motion.after(1).box().center().x()).isCloseTo(0.35, within(0.003));
        assertThat(motion.width().value()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void fadesAsByHand() {
        var start = new Motion(1, 2, 4, 0, 1);
        double half = Math.log(2);
        // the rate is halved, so the value gains 2 · (1 - 1/2); P = [4 + 1/4, 1/2 · 1/2; ., 1/4]
        assertClose(start.fading(1, half, 0), 2, 1, 4.25, 0.25, 0.25);
        assertThat(start.fading(1, 100, 0).value()).isCloseTo(3, within(1e-9));
    }

    @Test
    void trustsGoodScoresMore() {
        BoxMotion start = BoxMotion.at(BoundingBox.ofCenter(0.5, 0.5, 0.1, 0.3)).after(0.2);
        BoundingBox moved = BoundingBox.ofCenter(0.55, 0.5, 0.1, 0.3);
        double sure =
                start.corrected(new Detection("person", 1, 0.95, moved)).x().value();
        double faint =
                start.corrected(new Detection("person", 1, 0.2, moved)).x().value();
        assertThat(sure).isGreaterThan(faint + 0.01).isLessThan(0.55);
    }

    private static Detection found(BoundingBox box) {
        return new Detection("person", 1, 0.9, box);
    }

    @Test
    void staysABoxWhenItShrinksOrIsEmpty() {
        BoxMotion shrinking = BoxMotion.at(new BoundingBox(0.4, 0.4, 0.6, 0.6))
                .after(0.1)
                .corrected(found(new BoundingBox(0.45, 0.45, 0.5, 0.5)))
                .after(10);
        assertThat(shrinking.box().width()).isPositive();
        BoxMotion empty = BoxMotion.at(new BoundingBox(0.5, 0.5, 0.5, 0.5))
                .after(0.1)
                .corrected(found(new BoundingBox(0.5, 0.5, 0.5, 0.5)));
        assertThat(empty.box().center().x()).isCloseTo(0.5, within(1e-9));
    }
}
