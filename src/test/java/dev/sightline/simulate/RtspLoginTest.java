package dev.sightline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.simulate.RtspLogin.Scheme;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtspLoginTest {
    /** md5(md5("eve:Sightline:p@ss") + ":77:" + md5("DESCRIBE:rtsp://h/yard")), by md5sum. */
    private static final String RESPONSE = "e466122d1b2b3389271fbc94175961fd";

    private static RtspRequest describing(String authorization) {
        return new RtspRequest("DESCRIBE", "rtsp://h/yard", Map.of("authorization", authorization));
    }

    @ParameterizedTest
    @CsvSource({
        "true, 77, " + RESPONSE,
        "false, 78, " + RESPONSE, // the number of another connection
        "false, 77, 0" + RESPONSE,
        "false, 77, ''",
    })
    void admitsTheRightDigestOnly(boolean admitted, String nonce, String response) {
        RtspLogin login = new RtspLogin(Scheme.DIGEST, "eve", "p@ss");
        String header = "Digest username=\"eve\", realm=\"Sightline\", nonce=\"" + nonce
                + "\", uri=\"rtsp://h/yard\", response=\"" + response + "\"";
        assertThat(login.admits(describing(header), "77")).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "true, Basic ZXZlOnBAc3M=", // eve:p@ss
        "false, Basic ZXZlOnBAc3Q=", // eve:p@st
        "false, ''",
    })
    void admitsTheRightPasswordOnly(boolean admitted, String header) {
        RtspLogin login = new RtspLogin(Scheme.BASIC, "eve", "p@ss");
        assertThat(login.admits(describing(header), "77")).isEqualTo(admitted);
    }

    @Test
    void keepsThePasswordToItself() {
        assertThat(new RtspLogin(Scheme.BASIC, "eve", "p@ss")).asString().doesNotContain("p@ss");
    }
}
