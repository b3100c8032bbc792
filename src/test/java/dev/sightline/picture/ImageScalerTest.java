package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import org.junit.jupiter.api.Test;

class ImageScalerTest {
    @Test
    void aPictureOfTheRightSizeIsLeftAsItIs() {
        Image image = Pictures.scene(30, 20);
        assertThat(ImageScaler.stretch(image, new ImageSize(30, 20))).isSameAs(image);
    }

    @Test
    void halvingTakesTheMeanOfFour() {
        byte[] bgr = {0, 0, 0, 40, 10, 0, 80, 20, 0, 120, 30, 100};
        Image half = ImageScaler.stretch(new Image(new ImageSize(2, 2), bgr), new ImageSize(1, 1));
        assertThat(half.bgr()).containsExactly(60, 15, 25);
    }

    @Test
    void agreesWithThePlainReference() {
        Image image = Pictures.scene(97, 61);
        for (ImageSize size : new ImageSize[] {new ImageSize(300, 300), new ImageSize(40, 50), new ImageSize(1, 200)}) {
            Image scaled = ImageScaler.stretch(image, size);
            assertThat(scaled.size()).isEqualTo(size);
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    for (int c = 0; c < 3; c++) {
                        assertThat((double) (scaled.bgr()[3 * (y * size.width() + x) + c] & 0xFF))
                                .isBetween(
                                        reference(image, size, x, y, c) - 1.5, reference(image, size, x, y, c) + 1.5);
                    }
                }
            }
        }
    }

    /** Interpolates between the centres of the four nearest pixels; the border is continued. */
    private static double reference(Image image, ImageSize size, int x, int y, int channel) {
        double sx = (x + 0.5) * image.size().width() / size.width() - 0.5;
        double sy = (y + 0.5) * image.size().height() / size.height() - 0.5;
        int left = (int) Math.floor(sx);
        int top = (int) Math.floor(sy);
        double fx = sx - left;
        double fy = sy - top;
        return (1 - fy) * ((1 - fx) * pixel(image, left, top, channel) + fx * pixel(image, left + 1, top, channel))
                + fy
                        * ((1 - fx) * pixel(image, left, top + 1, channel)
                                + fx * pixel(image, left + 1, top + 1, channel));
    }

    private static int pixel(Image image, int x, int y, int channel) {
        int inX = Math.max(0, Math.min(image.size().width() - 1, x));
        int inY = Math.max(0, Math.min(image.size().height() - 1, y));
        return image.bgr()[3 * (inY * image.size().width() + inX) + channel] & 0xFF;
    }
}
