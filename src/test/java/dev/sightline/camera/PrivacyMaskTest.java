package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrivacyMaskTest {
    private static Image white(int width, int height) {
        byte[] bgr = new byte[3 * width * height];
        Arrays.fill(bgr, (byte) 255);
        return new Image(new ImageSize(width, height), bgr);
    }

    private static Polygon polygon(double... xy) {
        Point[] corners = new Point[xy.length / 2];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = new Point(xy[2 * i], xy[2 * i + 1]);
        }
        return new Polygon(List.of(corners));
    }

    private static int value(Image image, int x, int y) {
        return image.bgr()[3 * (y * image.size().width() + x)] & 0xFF;
    }

    @Test
    void paintsThePolygonAndItsMarginAndNothingElse() {
        Image image = white(100, 80);
        new PrivacyMask(() -> List.of(polygon(0.2, 0.25, 0.6, 0.25, 0.6, 0.75, 0.2, 0.75))).paint(image);
        int margin = PrivacyMask.MARGIN;
        for (int y = 0; y < 80; y++) {
            for (int x = 0; x < 100; x++) {
                boolean near = x >= 20 - margin && x <= 60 + margin && y >= 20 - margin && y <= 60 + margin;
                assertThat(value(image, x, y)).as("%d, %d", x, y).isEqualTo(near ? 0 : 255);
            }
        }
    }

    @Test
    void paintsEveryPixelThatAPolygonTouchesInPicturesOfAnySize() {
        var random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            double x = random.nextDouble(0.9);
            double y = random.nextDouble(0.9);
            Polygon triangle =
                    polygon(x, y, x + random.nextDouble(1 - x), y + random.nextDouble(1 - y) / 50, x + 0.01, y + 0.1);
            Image image = white(random.nextInt(1, 300), random.nextInt(1, 300));
            new PrivacyMask(() -> List.of(triangle)).paint(image);
            for (int i = 0; i < 300; i++) {
                Point point = new Point(random.nextDouble(), random.nextDouble());
                int column = (int) (point.x() * image.size().width());
                int row = (int) (point.y() * image.size().height());
                assertThat(triangle.contains(point) && value(image, column, row) != 0)
                        .as("%s in %s of %s", point, triangle, image.size())
                        .isFalse();
            }
        }
    }

    @Test
    void reachesTheEdgesOfThePicture() {
        Image image = white(64, 48);
        new PrivacyMask(() -> List.of(polygon(0, 0, 1, 0, 1, 1, 0, 1))).paint(image);
        assertThat(image.bgr()).containsOnly(0);
    }

    @Test
    void followsPicturesAndPolygonsThatChange() {
        var polygons = new Polygon[] {polygon(0, 0, 0.5, 0, 0.5, 1, 0, 1)};
        var mask = new PrivacyMask(() -> List.of(polygons));
        for (var size : List.of(new ImageSize(100, 50), new ImageSize(40, 90), new ImageSize(100, 50))) {
            Image image = white(size.width(), size.height());
            mask.paint(image);
            assertThat(value(image, size.width() / 2, 10)).isZero();
            assertThat(value(image, size.width() / 2 + PrivacyMask.MARGIN + 1, 10))
                    .isEqualTo(255);
        }
        polygons[0] = polygon(0.5, 0, 1, 0, 1, 1, 0.5, 1);
        Image image = white(100, 50);
        mask.paint(image);
        assertThat(value(image, 10, 10)).isEqualTo(255);
        assertThat(value(image, 90, 10)).isZero();
    }
}
