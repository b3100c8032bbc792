package dev.sightline.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "gate-1", "Yard_2.north", "A..-_"})
    void keepsPlainIds(String id) {
        assertThat(CameraId.check(id)).isSameAs(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "-a", "_a", "a b", "a/b", "a\n", "ä", "a:b", "😀", "a\0"})
    void refusesAllOthers(String id) {
        assertThatThrownBy(() -> CameraId.check(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 1 to 63 letters");
    }

    @Test
    void takesUpTo63Characters() {
        CameraId.check("x".repeat(63));
        assertThatThrownBy(() -> CameraId.check("x".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }
}
