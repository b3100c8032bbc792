package dev.sightline.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated camera, talked to word by word. */
@Timeout(30)
class RtspServerTest {
    private static String firstLine(RtspServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(0, answer.indexOf('\r'));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, yard, '', 200 OK",
        "DESCRIBE, yard, '', 200 OK",
        "DESCRIBE, nowhere, '', 404 Not Found",
        "SETUP, nowhere, '', 404 Not Found",
        "SETUP, yard, Transport: RTP/AVP/TCP;unicast;interleaved=0-1, 200 OK",
        "SETUP, yard, Transport: RTP/AVP/TCP;unicast;interleaved=255-256, 461 Unsupported Transport",
        "SETUP, yard, Transport: RTP/AVP;unicast;client_port=50000-50001, 200 OK",
        "SETUP, yard, Transport: RTP/AVP;unicast;client_port=65535-65536, 461 Unsupported Transport",
        "SETUP, yard, Transport: RTP/AVP;multicast, 461 Unsupported Transport",
        "PLAY, yard, '', 455 Method Not Valid in This State",
        "PAUSE, yard, '', 455 Method Not Valid in This State",
        "GET_PARAMETER, yard, '', 200 OK",
        "GET_PARAMETER, yard, Session: another, 454 Session Not Found",
        "TEARDOWN, yard, '', 200 OK",
        "RECORD, yard, '', 405 Method Not Allowed",
    })
    void answers(String method, String stream, String header, String answer) throws IOException {
        try (RtspServer server = Films.serving("yard").start()) {
            String lines = "CSeq: 1\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n";
            assertThat(firstLine(
                            server,
                            method + " " + server.url("yard").replace("yard", stream) + " RTSP/1.0\r\n" + lines))
                    .isEqualTo("RTSP/1.0 " + answer);
        }
    }

    @Test
    void refusesWhatIsNotRtsp() throws IOException {
        try (RtspServer server = Films.serving("yard").start()) {
            assertThat(firstLine(server, "GET / HTTP/1.1\r\n\r\n")).isEqualTo("RTSP/1.0 400 Bad Request");
        }
    }

    @Test
    void endsItsThreadsWithinASecond() throws IOException {
        RtspServer server = Films.serving("yard").start();
        String name = "rtsp-server-" + server.port();
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            await().until(() -> server.clients() == 1);
            long since = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(1));
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain(name));
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (RtspServer server = Films.serving("yard").start()) {
            assertThatThrownBy(() -> Films.serving("gate").port(server.port()).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(server.port()));
        }
    }

    @Test
    void knowsItsStreamsOnly() throws IOException {
        try (RtspServer server = Films.serving("yard").start()) {
            assertThat(server.url("yard")).isEqualTo("rtsp://127.0.0.1:" + server.port() + "/yard");
            assertThatThrownBy(() -> server.url("gate")).hasMessageContaining("[yard]");
            assertThatThrownBy(() -> Films.serving("a/b")).hasMessageContaining("letters");
        }
    }
}
