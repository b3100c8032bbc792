package dev.sightline.simulate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RtspRequestTest {
    private static @Nullable RtspRequest read(String text) throws IOException {
        return RtspRequest.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void skipsInterleavedPacketsAndBodies() throws IOException {
        var in = new ByteArrayInputStream(
                ("$\1\0\3abc\r\nGET_PARAMETER rtsp://h/yard RTSP/1.0\r\nCSeq: 4\r\ncontent-LENGTH: 2\r\n\r\nxy"
                                + "PLAY * RTSP/1.0\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(RtspRequest.read(in))
                .isEqualTo(
                        new RtspRequest("GET_PARAMETER", "rtsp://h/yard", Map.of("cseq", "4", "content-length", "2")));
        assertThat(RtspRequest.read(in)).isEqualTo(new RtspRequest("PLAY", "*", Map.of()));
        assertThat(RtspRequest.read(in)).isNull();
    }

    static Stream<String> strangers() {
        String request = "OPTIONS * RTSP/1.0\r\n";
        return Stream.of(
                "GET / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\n",
                "OPTIONS\r\n\r\n",
                request + "no colon\r\n\r\n",
                request + "A: b\r\n", // cut off
                request + "Content-Length: 65537\r\n\r\n",
                request + "Content-Length: -1\r\n\r\n",
                request + "A: " + "b".repeat(5000) + "\r\n\r\n",
                request + headers(65) + "\r\n");
    }

    private static String headers(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("A").append(i).append(": b\r\n");
        }
        return lines.toString();
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void refusesWhatIsNotRtspOrTooLarge(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://127.0.0.1:8554/yard, yard",
        "rtsp://127.0.0.1:8554/yard/, yard",
        "rtsp://127.0.0.1:8554/yard/trackID=0, yard",
        "rtsp://127.0.0.1:8554/a/b?x=y, a/b",
        "rtsp://127.0.0.1:8554, ''",
        "*, *",
    })
    void findsTheStreamInTheAddress(String uri, String stream) throws IOException {
        assertThat(requireNonNull(read("PLAY " + uri + " RTSP/1.0\r\n\r\n")).stream())
                .isEqualTo(stream);
    }
}
