package dev.sightline.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 960,  960x540",
        "1080, 1920, 960,  540x960",
        "768,  576,  960,  768x576",
        "1000, 3,    100,  100x1",
        "10000, 1,   10,   10x1",
    })
    void shrinksToALongSide(int width, int height, int longSide, String expected) {
        assertThat(new ImageSize(width, height).within(longSide)).hasToString(expected);
    }

    @Test
    void hasLimits() {
        assertThat(new ImageSize(16_384, 1)).hasToString("16384x1");
        assertThatThrownBy(() -> new ImageSize(16_385, 1)).hasMessageContaining("1 to 16384 pixels");
        assertThatThrownBy(() -> new ImageSize(1, 16_385)).hasMessageContaining("not 1x16385");
        assertThatThrownBy(() -> new ImageSize(0, 5)).hasMessageContaining("not 0x5");
    }
}
