package dev.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels labels = new Labels(List.of("background", "person ", "", "car"));

    @Test
    void knowsWhichIndexesAreUsed() {
        assertThat(List.of(-1, 0, 1, 2, 3, 4).stream().map(labels::isUsed))
                .containsExactly(false, false, true, false, true, false);
    }

    @Test
    void stripsSpaces() {
        assertThat(labels.word(1)).isEqualTo("person");
    }

    @Test
    void containsTheWordsOfObjectsOnly() {
        assertThat(labels.contains("car")).isTrue();
        assertThat(labels.contains("background")).isFalse();
        assertThat(labels.contains("")).isFalse();
        assertThat(labels.contains("lorry")).isFalse();
    }

    @Test
    void needsAClass() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Labels(List.of("background")));
    }
}
