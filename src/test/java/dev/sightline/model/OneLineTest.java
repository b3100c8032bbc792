package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void isTheFirstLineOfTheInnermostMessage() {
        var inner = new IllegalStateException("the reason\nand its trace");
        assertThat(OneLine.of(new RuntimeException("around it", inner))).isEqualTo("the reason");
        assertThat(OneLine.of(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
    }

    @Test
    void keepsBeginningAndEndOfALongMessage() {
        String said = "Error code " + "onnxruntime::Provider ".repeat(20)
                + "with error: libcublasLt.so.12: cannot open shared object file: No such file or directory";
        assertThat(OneLine.of(new IllegalStateException(said)))
                .startsWith("Error code onnxruntime::Provider")
                .contains(" … ")
                .endsWith("libcublasLt.so.12: cannot open shared object file: No such file or directory")
                .hasSize(203);
    }
}
