package dev.sightline.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundingBoxTest {
    @ParameterizedTest(name = "{9}")
    @CsvSource({
        "0.0, 0.0, 0.4, 0.4,  0.0, 0.0, 0.4, 0.4,  1.0,          the same box",
        "0.0, 0.0, 0.4, 0.4,  0.2, 0.0, 0.6, 0.4,  0.3333333333, half a side beside",
        "0.0, 0.0, 0.4, 0.4,  0.2, 0.2, 0.6, 0.6,  0.1428571429, a quarter in common",
        "0.0, 0.0, 0.4, 0.4,  0.1, 0.1, 0.3, 0.3,  0.25,         one inside the other",
        "0.0, 0.0, 0.4, 0.4,  0.4, 0.0, 0.8, 0.4,  0.0,          an edge in common",
        "0.0, 0.0, 0.4, 0.4,  0.4, 0.4, 0.8, 0.8,  0.0,          a corner in common",
        "0.0, 0.0, 0.1, 0.1,  0.5, 0.5, 0.8, 0.8,  0.0,          far apart",
        "0.2, 0.2, 0.2, 0.2,  0.2, 0.2, 0.2, 0.2,  0.0,          both empty",
        "0.0, 0.0, 0.4, 0.4,  0.2, 0.2, 0.2, 0.2,  0.0,          one empty",
        "-.2, -.2, 0.2, 0.2,  0.0, 0.0, 0.2, 0.2,  0.25,         outside the picture",
    })
    void overlapsAsTheTableSays(
            double l1,
            double t1,
            double r1,
            double b1,
            double l2,
            double t2,
            double r2,
            double b2,
            double iou,
            String name) {
        var a = new BoundingBox(l1, t1, r1, b1);
        var b = new BoundingBox(l2, t2, r2, b2);
        assertThat(a.iou(b)).as(name).isCloseTo(iou, within(1e-9));
        assertThat(b.iou(a)).as("symmetric").isEqualTo(a.iou(b));
    }

    @Test
    void hasSidesCenterAndFoot() {
        var box = new BoundingBox(0.1, 0.2, 0.5, 0.8);
        assertThat(box.width()).isCloseTo(0.4, within(1e-12));
        assertThat(box.height()).isCloseTo(0.6, within(1e-12));
        assertThat(box.area()).isCloseTo(0.24, within(1e-12));
        assertThat(box.center()).isEqualTo(new Point(0.3, 0.5));
        assertThat(box.bottomCenter()).isEqualTo(new Point(0.3, 0.8));
    }

    @Test
    void isClippedToThePicture() {
        assertThat(new BoundingBox(-0.5, 0.5, 0.5, 1.5).clipped()).isEqualTo(new BoundingBox(0, 0.5, 0.5, 1));
        assertThat(new BoundingBox(1.5, 1.5, 2, 2).clipped()).isEqualTo(new BoundingBox(1, 1, 1, 1));
    }

    @Test
    void refusesEdgesOutOfOrderOrNotFinite() {
        assertThatThrownBy(() -> new BoundingBox(0.5, 0, 0.4, 1)).hasMessageContaining("left <= right");
        assertThatThrownBy(() -> new BoundingBox(0, 0.5, 1, 0.4)).hasMessageContaining("top <= bottom");
        assertThatThrownBy(() -> new BoundingBox(0, 0, Double.NaN, 1)).hasMessageContaining("finite");
    }
}
