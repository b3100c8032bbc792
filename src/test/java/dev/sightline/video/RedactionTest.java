package dev.sightline.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "rtsp://eve:secret@cam/1 failed, rtsp://***@cam/1 failed",
        "rtsp://eve:se@cr:et@cam/1, rtsp://***@cam/1",
        "rtsp://eve:se/cret@cam/1, rtsp://***@cam/1",
        "tcp://cam:554?timeout=0 failed, tcp://cam:554?timeout=0 failed",
        "a hunter2 b, a *** b",
        "p%40ss%2Fw, ***",
        "p@ss/w, ***",
        "Authorization: Basic abc, Authorization: ***",
        "nothing to hide, nothing to hide",
    })
    void blotsOutLogins(String text, String shown) {
        Redaction redaction = new Redaction();
        redaction.hide("hunter2");
        redaction.hide("p@ss/w");
        assertThat(redaction.apply(text)).isEqualTo(shown);
    }

    @Test
    void hidesASecretAsLongAsOneSourceHasIt() {
        Redaction redaction = new Redaction();
        redaction.hide("hunter2");
        redaction.hide("hunter2");
        redaction.forget("hunter2");
        assertThat(redaction.apply("hunter2")).isEqualTo("***");
        redaction.forget("hunter2");
        assertThat(redaction.apply("hunter2")).isEqualTo("hunter2");
    }

    @Test
    void leavesTextAloneForAnEmptyPassword() {
        Redaction redaction = new Redaction();
        redaction.hide("");
        assertThat(redaction.apply("abc")).isEqualTo("abc");
    }
}
