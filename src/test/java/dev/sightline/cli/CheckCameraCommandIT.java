package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sightline.simulate.RtspLogin;
import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CheckCameraCommandIT {
    @ParameterizedTest
    @CsvSource({"tcp", "udp"})
    void saysWhatACameraDelivers(String transport) throws IOException {
        try (var server = yard().start()) {
            Session session = check(server.url("yard"), "--transport", transport);
            assertThat(session.code()).isZero();
            assertThat(session.out())
                    .singleElement()
                    .asString()
                    .matches("\\Q" + server.url("yard") + "\\E: h264, 768x576, 10\\.0 frames/s declared,"
                            + " [\\d.]+ frames/s measured, first frame after \\d\\.\\d\\d s");
            assertThat(session.err()).isEmpty();
        }
    }

    @Test
    void saysThatAPasswordIsWrongWithoutShowingIt() throws IOException {
        try (var server = yard().login(new RtspLogin(RtspLogin.Scheme.DIGEST, "viewer", "S3ntinel"))
                .start()) {
            String host = "127.0.0.1:" + server.port();
            var refused = failed("rtsp://" + host + "/yard refuses the login: check user name and password");
            assertThat(check(server.url("yard"))).isEqualTo(refused);
            assertThat(check("rtsp://viewer:hunter2@" + host + "/yard")).isEqualTo(refused);
            assertThat(check(server.url("yard"), "--user", "viewer", "--password-env", shortVariable()))
                    .isEqualTo(refused);
            assertThat(check("rtsp://viewer:S3ntinel@" + host + "/yard").code()).isZero();
            assertThat(check("rtsp://nobody:S3ntinel@" + host + "/yard", "--user", "viewer")
                            .out())
                    .singleElement()
                    .asString()
                    .startsWith("rtsp://" + host + "/yard: h264")
                    .doesNotContain("S3ntinel");
        }
    }

    @Test
    void saysThatThereIsNoSuchStream() throws IOException {
        try (var server = yard().start()) {
            String url = "rtsp://127.0.0.1:" + server.port() + "/garden";
            assertThat(check(url)).isEqualTo(failed(url + " does not exist: the server is there, but check the path"));
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        String url = "rtsp://127.0.0.1:" + freePort() + "/yard";
        assertThat(check(url))
                .isEqualTo(failed(url + " cannot be reached: nothing listens there, check host and port"));
        assertThat(check("rtsp://camera.invalid/yard"))
                .isEqualTo(failed("rtsp://camera.invalid/yard: there is no host of that name"));
    }

    @Test
    void saysThatAPortSpeaksHttp() throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try {
            String url = "rtsp://127.0.0.1:" + http.getAddress().getPort() + "/yard";
            assertThat(check(url)).isEqualTo(failed(url + " answers, but does not speak RTSP: check the port"));
        } finally {
            http.stop(0);
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Session session = check("rtsp://127.0.0.1:" + silent.getLocalPort() + "/yard");
            assertThat(session.code()).isEqualTo(1);
            assertThat(session.err()).singleElement().asString().contains("did not answer within 5000 ms");
        }
    }

    @Test
    void refusesWrongArguments() {
        assertThat(check("ftp://viewer:hunter2@host/yard").err())
                .singleElement()
                .asString()
                .startsWith("sightline: an address starts with rtsp://")
                .doesNotContain("hunter2");
        assertThat(check("rtsp://host/yard", "--user", "u", "--password-env", "SIGHTLINE_NOT_SET"))
                .isEqualTo(new Session(
                        2,
                        List.of(),
                        List.of("sightline: the environment variable SIGHTLINE_NOT_SET is not set;"
                                + " see 'sightline check camera --help'")));
    }

    /** A variable of this environment whose value is not the password, nor part of the address that is shown. */
    private static String shortVariable() {
        return System.getenv().entrySet().stream()
                .filter(variable -> variable.getValue().matches("[!-~]{8,40}"))
                .filter(variable -> !"rtsp://127.0.0.1".contains(variable.getValue()))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Session check(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = "check";
        all[1] = "camera";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        long start = System.nanoTime();
        Session session = Session.of(all);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(11));
        return session;
    }

    private static Session failed(String message) {
        return new Session(1, List.of(), List.of("sightline: " + message));
    }

    private static RtspServer.Builder yard() throws IOException {
        return RtspServer.builder(Clock.systemUTC()).stream("yard", H264Film.resource("/demo/street.mp4"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
