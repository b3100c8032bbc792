package dev.sightline.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameIdTest {
    @Test
    void ordersByCameraThenByTime() {
        var inOrder = List.of(
                new FrameId("a", 9, 9),
                new FrameId("b", 1, 0),
                new FrameId("b", 1, 2),
                new FrameId("b", 1, 10),
                new FrameId("b", 2, 0));
        assertThat(inOrder.stream().sorted(java.util.Comparator.reverseOrder()).sorted())
                .isEqualTo(inOrder);
        assertThat(new FrameId("b", 1, 2)).isEqualByComparingTo(new FrameId("b", 1, 2));
    }

    @Test
    void readsAsAPath() {
        assertThat(new FrameId("gate", 1_700_000_000_000L, 7)).hasToString("gate/1700000000000/7");
    }

    @Test
    void refusesNegativeNumbersAndOddNames() {
        assertThatThrownBy(() -> new FrameId("gate", -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameId("gate", 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameId("gate/1", 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
