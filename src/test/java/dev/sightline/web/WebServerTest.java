package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.access.AccessSettings;
import dev.sightline.access.Token;
import dev.sightline.access.Visitor;
import dev.sightline.camera.CameraStatus;
import dev.sightline.geometry.BoundingBox;
import java.awt.Color;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final BoundingBox BOX = new BoundingBox(0.25, 0.25, 0.5, 0.75);

    private final HttpClient client = HttpClient.newHttpClient();
    private final LiveView view = new LiveView();
    private final byte[] jpeg = Samples.jpeg(Color.BLUE);
    private volatile List<HealthCheck> health = List.of(new HealthCheck("broker", true, ""));
    private final WebServer server = new WebServer(
            new WebSettings("127.0.0.1", 0),
            view,
            Map.of("gate", List.of(Samples.DOOR), "yard", List.of()),
            () -> "sightline_alerts_total 1.0\n",
            () -> health,
            InstantSource.fixed(Samples.START));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void gateSees() {
        view.frame(Samples.frame("gate", 7, jpeg));
        view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private String text(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    /** What the server says to exactly these lines; the client of the JDK sends no forged Host. */
    private String raw(String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void servesThePageAndItsParts() throws Exception {
        assertThat(text("/")).contains("<title>Sightline</title>");
        assertThat(get("/").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        for (String module :
                List.of("app", "alerts", "card", "colour", "draw", "feed", "large", "login", "pictures", "words")) {
            var response = get("/" + module + ".js");
            assertThat(response.statusCode()).as(module).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .contains("javascript");
        }
        assertThat(get("/icon.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml");
    }

    @Test
    void saysOnEveryAnswerThatNothingForeignIsAllowed() throws Exception {
        for (String path :
                List.of("/", "/app.js", "/api/cameras", "/health", "/no-such-page", "/api/cameras/x/latest.jpg")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(
                            policy -> assertThat(policy).contains("default-src 'self'", "frame-ancestors 'none'"));
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .hasValue("same-origin");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
            assertThat(headers.firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
            assertThat(headers.firstValue("Server")).as(path).isEmpty();
        }
        assertThat(get("/api/cameras").headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void listsCamerasWithStatusZonesAndPictureAlsoBeforeTheyAreHeardOf() throws Exception {
        gateSees();
        view.status(
                Samples.status("gate", CameraStatus.State.LOST, Samples.START, "refused, \"<b>check the cable</b>\""));

        assertThat(text("/api/cameras"))
                .contains("\"now\":" + Samples.EPOCH)
                .contains("\"camera\":\"yard\",\"status\":null")
                .contains("\"state\":\"LOST\"", "\"dropped\":{\"sampling\":49}", "refused, \\\"<b>check")
                .contains("\"zones\":[{\"name\":\"door\",\"corners\":[[0.6,0.5],[0.9,0.5],[0.9,0.9],[0.6,0.9]]}]")
                .contains("\"looked\":1,\"skipped\":0,\"objects\":1,\"alerts\":0")
                .contains("\"label\":\"person\",\"score\":0.83,\"left\":0.25");
    }

    @Test
    void givesPicturesByFrameAndTheLatest() throws Exception {
        gateSees();
        byte[] later = Samples.jpeg(Color.RED);
        view.frame(Samples.frame("gate", 8, later));

        var response = get("/api/cameras/gate/frames/" + Samples.EPOCH + "-7.jpg");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEqualTo(jpeg);
        assertThat(get("/api/cameras/gate/latest.jpg").body()).isEqualTo(later);
    }

    @Test
    void listsAlertsWithTheirEvidence() throws Exception {
        gateSees();
        view.alert(Samples.alert("a1", "gate", 7, BOX));

        assertThat(text("/api/alerts"))
                .contains("\"id\":\"a1\"", "\"url\":\"/api/alerts/a1.jpg\"", "\"zone\":\"door\"");
        assertThat(get("/api/alerts/a1.jpg").body()).isEqualTo(jpeg);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cameras/nowhere/latest.jpg", // unknown camera
                "/api/cameras/gate/frames/1-1.jpg", // unknown frame
                "/api/cameras/gate/frames/x-1.jpg", // not a number
                "/api/cameras/gate/frames/99999999999999999999-1.jpg", // beyond a long
                "/api/cameras/gate/frames/-1-1.jpg", // negative
                "/api/cameras/%3Cscript%3E/latest.jpg",
                "/api/alerts/nothing.jpg",
                "/api/nothing",
                "/style.css.map",
            })
    void answersWhatDoesNotExistWithOneLine(String path) throws Exception {
        gateSees();
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).matches("\\{\"error\":\"[^\\n<>]+\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/%2e%2e/logback.xml",
                "/..%2flogback.xml",
                "/../logback.xml",
                "/web/../../logback.xml",
                "/%252e%252e/logback.xml",
                "//logback.xml",
                "/api/cameras/gate/frames/../../../../logback.xml",
                "/api/cameras/gate/frames/..%2f..%2f1-1.jpg",
                "/api/cameras/..;/gate/latest.jpg",
                "/api/alerts/..%5c..%5clogback.jpg",
                "/api/alerts/%00.jpg",
            })
    void leadsNowhereElse(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1", "Host: localhost");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*\\{\"error\":\"[^\\n<>]+\"}");
        assertThat(answer).contains("X-Content-Type-Options: nosniff");
        assertThat(answer).doesNotContain("<configuration", "<project", "\tat ", "org.eclipse", "jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1"
            })
    void answersOnlyToLoopbackNames(String host) throws Exception {
        gateSees();
        for (String path :
                List.of("/", "/app.js", "/api/cameras", "/api/cameras/gate/latest.jpg", "/api/events", "/metrics")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + host))
                    .as(path)
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("{\"error\":\"this server answers to localhost only\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"})
    void answersToEveryNameOfLoopback(String host) throws Exception {
        assertThat(raw("GET /health HTTP/1.1", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void refusesToBeWrittenTo() throws Exception {
        assertThat(raw("POST /api/cameras HTTP/1.1", "Host: localhost", "Content-Length: 0"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void tellsHealthPartByPart() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        health =
                List.of(new HealthCheck("broker", true, ""), new HealthCheck("camera gate", false, "no route to host"));
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(text("/health"))
                .isEqualTo("[{\"name\":\"broker\",\"ok\":true,\"detail\":\"\",\"dead\":false},"
                        + "{\"name\":\"camera gate\",\"ok\":false,\"detail\":\"no route to host\",\"dead\":false}]");
    }

    @Test
    void isAliveUntilAPartIsDead() throws Exception {
        health = List.of(new HealthCheck("engine", false, "the GPU is lost"));
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        health = List.of(new HealthCheck("detect", false, "ERROR", true));
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
        assertThat(text("/health/live")).isEqualTo("{\"live\":false}");
    }

    @Test
    void passesTheMetricsOn() throws Exception {
        var response = get("/metrics");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("sightline_alerts_total 1.0\n");
    }

    @Test
    void keepsItsTroublesToItself() throws Exception {
        health = List.of();
        try (var broken = new WebServer(
                new WebSettings("127.0.0.1", 0),
                view,
                Map.of(),
                () -> {
                    throw new IllegalStateException("secret");
                },
                List::of,
                InstantSource.system())) {
            broken.start();
            var response = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + broken.port() + "/metrics"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"error\":\"this failed; the program's log says why\"}");
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var late = new WebServer(
                        new WebSettings("127.0.0.1", other.getLocalPort()),
                        view,
                        Map.of(),
                        () -> "",
                        List::of,
                        InstantSource.system())) {
            assertThatThrownBy(late::start)
                    .isInstanceOf(WebServerException.class)
                    .hasMessage("port " + other.getLocalPort()
                            + " is taken; choose another one with --port, or 0 for any free one");
        }
    }

    @Test
    void saysThatAnAddressIsNotOurs() {
        var access = new AccessSettings(List.of(Token.of("x".repeat(24), Visitor.ANYONE)), null);
        var far = new WebServer(
                new WebSettings("192.0.2.1", 0, null, access),
                view,
                Map.of(),
                () -> "",
                List::of,
                InstantSource.system());
        assertThatThrownBy(far::start)
                .isInstanceOf(WebServerException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void canBeClosedTwiceAndUnstarted() {
        server.close();
        server.close();
        new WebServer(WebSettings.DEFAULT, view, Map.of(), () -> "", List::of, InstantSource.system()).close();
    }
}
