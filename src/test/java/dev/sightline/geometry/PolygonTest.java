package dev.sightline.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolygonTest {
    /** An L: the upper right quarter is missing. */
    private static final Polygon L = polygon(0, 0, 0.5, 0, 0.5, 0.5, 1, 0.5, 1, 1, 0, 1);

    private static Polygon polygon(double... coordinates) {
        return new Polygon(corners(coordinates));
    }

    private static List<Point> corners(double... coordinates) {
        return IntStream.range(0, coordinates.length / 2)
                .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
                .toList();
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "0.25, 0.25, true,  in the upright",
        "0.75, 0.75, true,  in the foot",
        "0.75, 0.25, false, in the missing quarter",
        "1.5,  0.75, false, right of the picture",
        "-0.5, 0.75, false, left of the picture",
        "0.25, -0.1, false, above the picture",
        "0.25, 0.5,  true,  level with the inner corner",
    })
    void containsAsTheTableSays(double x, double y, boolean inside, String name) {
        var turned = new ArrayList<>(L.corners());
        Collections.reverse(turned);
        assertThat(L.contains(new Point(x, y))).as(name).isEqualTo(inside);
        assertThat(new Polygon(turned).contains(new Point(x, y)))
                .as("the other way round")
                .isEqualTo(inside);
    }

    @Test
    void givesEveryPointOfASharedEdgeToOneNeighbour() {
        var upperLeft = polygon(0.1, 0.1, 0.5, 0.1, 0.1, 0.5);
        var lowerRight = polygon(0.5, 0.1, 0.5, 0.5, 0.1, 0.5);
        var right = polygon(0.5, 0.1, 0.9, 0.1, 0.9, 0.5, 0.5, 0.5);
        for (int i = 1; i < 100; i++) {
            double t = 0.1 + 0.4 * i / 100;
            var onVertical = new Point(0.5, t);
            assertThat(lowerRight.contains(onVertical) ^ right.contains(onVertical))
                    .as("%s", onVertical)
                    .isTrue();
        }
        for (int i = 1; i < 16; i++) {
            var onDiagonal = new Point(0.1 + 0.4 * i / 16, 0.5 - 0.4 * i / 16);
            assertThat(upperLeft.contains(onDiagonal) ^ lowerRight.contains(onDiagonal))
                    .as("%s", onDiagonal)
                    .isTrue();
        }
    }

    @Test
    void refusesWhatIsNoSimplePolygon() {
        assertThatThrownBy(() -> polygon(0, 0, 1, 1)).hasMessageContaining("3 to 100 corners, not 2");
        assertThatThrownBy(() -> polygon(0, 0, 1, 1, 1, 0, 0, 1)).hasMessageContaining("no area");
        assertThatThrownBy(() -> polygon(0, 0, 1, 1, 1, 0, 0, 0.9)).hasMessageContaining("edges cross");
        assertThatThrownBy(() -> polygon(0, 0, 0.5, 0.5, 1, 1)).hasMessageContaining("no area");
        assertThatThrownBy(() -> polygon(0, 0, 1.1, 0, 1, 1)).hasMessageContaining("(1.1, 0.0) is outside");
    }

    @Test
    void takesAHundredCornersAndNoMore() {
        assertThat(new Polygon(circle(100)).contains(new Point(0.5, 0.5))).isTrue();
        assertThatThrownBy(() -> new Polygon(circle(101))).hasMessageContaining("not 101");
    }

    private static List<Point> circle(int corners) {
        return IntStream.range(0, corners)
                .mapToObj(i -> 2 * Math.PI * i / corners)
                .map(angle -> new Point(0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)))
                .toList();
    }
}
