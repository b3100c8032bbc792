package dev.sightline.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.ssd.BoxCoder.Order;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoxCoderTest {
    private static final DefaultBox FROM = new DefaultBox(0.5, 0.4, 0.2, 0.1);
    private static final BoxCoder TENSORFLOW = new BoxCoder(Order.YXHW, 0.1, 0.2);

    @Test
    void noOffsetsMeanTheDefaultBox() {
        assertBox(TENSORFLOW.decode(new float[4], FROM), 0.4, 0.35, 0.6, 0.45);
    }

    /** ty = 10 moves down by one height; th = 5 ln 2 doubles the height. */
    @Test
    void offsetsMoveAndStretch() {
        float doubled = (float) (5 * Math.log(2));
        assertBox(TENSORFLOW.decode(new float[] {10, 0, doubled, 0}, FROM), 0.4, 0.4, 0.6, 0.6);
        assertBox(new BoxCoder(Order.XYWH, 0.1, 0.2).decode(new float[] {0, 10, 0, doubled}, FROM), 0.4, 0.4, 0.6, 0.6);
    }

    @Test
    void absurdOffsetsStillMeanAFiniteBox() {
        var box = TENSORFLOW.decode(new float[] {0, 0, 1e30f, -1e30f}, FROM);
        assertThat(box.height()).isCloseTo(0.1 * 62.5, within(1e-9));
        assertThat(box.width()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsEncodedIsDecoded(Order order) {
        var coder = new BoxCoder(order, 0.1, 0.2);
        var random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            var box = BoundingBox.ofCenter(
                    random.nextDouble(), random.nextDouble(), random.nextDouble(0.01, 1), random.nextDouble(0.01, 1));
            var from = new DefaultBox(
                    random.nextDouble(), random.nextDouble(), random.nextDouble(0.1, 1), random.nextDouble(0.1, 1));
            assertBox(coder.decode(coder.encode(box, from), from), box.left(), box.top(), box.right(), box.bottom());
        }
    }

    @Test
    void refusesSenselessVariances() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BoxCoder(Order.XYWH, 0, 0.2));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoxCoder(Order.XYWH, 0.1, Double.NaN));
    }

    private static void assertBox(BoundingBox box, double left, double top, double right, double bottom) {
        assertThat(box.left()).isCloseTo(left, within(1e-6));
        assertThat(box.top()).isCloseTo(top, within(1e-6));
        assertThat(box.right()).isCloseTo(right, within(1e-6));
        assertThat(box.bottom()).isCloseTo(bottom, within(1e-6));
    }
}
