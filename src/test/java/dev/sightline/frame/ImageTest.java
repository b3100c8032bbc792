package dev.sightline.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.geometry.ImageSize;
import org.junit.jupiter.api.Test;

class ImageTest {
    @Test
    void wrapsItsPixels() {
        byte[] bgr = new byte[18];
        var image = new Image(new ImageSize(3, 2), bgr);
        assertThat(image.bgr()).isSameAs(bgr);
        assertThat(image.size()).isEqualTo(new ImageSize(3, 2));
    }

    @Test
    void refusesAnyOtherNumberOfBytes() {
        for (int length : new int[] {0, 17, 19}) {
            assertThatThrownBy(() -> new Image(new ImageSize(3, 2), new byte[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a picture of 3x2 has 18 bytes, not " + length);
        }
    }
}
