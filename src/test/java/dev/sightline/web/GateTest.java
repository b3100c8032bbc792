package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.web.GuardedServer.Who;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private volatile Instant now = Samples.START;
    private final GuardedServer server = new GuardedServer("https://cameras.example.org", () -> now);

    @AfterEach
    void stop() {
        server.close();
    }

    private int status(String path, String... headers) throws IOException, InterruptedException {
        return server.send(server.get(path).headers(headers)).statusCode();
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private String raw(String line, String... headers) throws IOException {
        return send(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "bearer a-token-that-is-long-enough.ADMIN",
                "Basic YWRtaW46YWRtaW4=",
                "Bearer a-token-that-is-long-enough.admin",
                "Bearer a-token-that-is-long-enough.ADMIN ADMIN",
                "Bearer a-token-that-is-long-enough.NONE",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void refusesWhatIsNoToken(String header) throws Exception {
        var response = server.send(server.get("/api/cameras").header("Authorization", header));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEqualTo("{\"error\":\"log in, or send a token that counts here\"}");
    }

    @Test
    void letsNoCookieHelpATokenThatIsWrong() throws Exception {
        assertThat(status("/api/cameras", "Cookie", server.cookie(Who.ADMIN), "Authorization", "Bearer wrong"))
                .isEqualTo(401);
    }

    @Test
    void givesACookieThatNoScriptReadsAndNoOtherSiteSends() throws Exception {
        String cookie = server.login(Who.VIEWER.token())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(Arrays.asList(cookie.split("; ", -1)))
                .contains("HttpOnly", "SameSite=Strict", "Secure", "Path=/", "Max-Age=43200");
        assertThat(cookie).doesNotContain(Who.VIEWER.token());
        try (var plain = new GuardedServer()) {
            assertThat(plain.login(Who.VIEWER.token()).headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(
                            value -> assertThat(value).contains("HttpOnly").doesNotContain("Secure"));
        }
    }

    @Test
    void forgetsASessionAtLogoutAndAtItsEnd() throws Exception {
        String first = server.cookie(Who.VIEWER);
        String second = server.cookie(Who.VIEWER);
        assertThat(first).isNotEqualTo(second);
        var out =
                server.send(server.request("DELETE", "/api/session", "").headers("Cookie", first, "X-Sightline", "1"));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("sightline=;", "Expires=Thu, 01 Jan 1970");
        assertThat(status("/api/cameras", "Cookie", first)).isEqualTo(401);
        assertThat(status("/api/cameras", "Cookie", second)).isEqualTo(200);
        now = now.plus(Sessions.LIFE);
        assertThat(status("/api/cameras", "Cookie", second)).isEqualTo(401);
    }

    @Test
    void endsTheEventsOfWhoeverLogsOut() throws Exception {
        String cookie = server.cookie(Who.VIEWER);
        var events = server.send(server.get("/api/events").header("Cookie", cookie), BodyHandlers.ofInputStream());
        server.send(server.request("DELETE", "/api/session", "").headers("Cookie", cookie, "X-Sightline", "1"));
        assertThat(events.body().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .startsWith("retry: 1000");
    }

    @Test
    void changesNothingWithoutTheHeaderThatNoOtherSiteSends() throws Exception {
        String token = "Bearer " + Who.ADMIN.token();
        for (String[] change : new String[][] {
            {"PUT", "/api/profile/away"}, {"POST", "/api/session"}, {"DELETE", "/api/session"},
        }) {
            var response = server.send(
                    server.request(change[0], change[1], Who.ADMIN.token()).header("Authorization", token));
            assertThat(response.statusCode()).as(change[1]).isEqualTo(403);
            assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(server.profiles.on()).isEqualTo("home");
    }

    @Test
    void answersNoOtherSite() throws Exception {
        String cookie = server.cookie(Who.ADMIN);
        String here = "http://localhost:" + server.port();
        for (String path : List.of("/api/cameras", "/api/events", "/api/cameras/gate/latest.jpg", "/metrics")) {
            for (String origin :
                    List.of("https://evil.example", "null", "http://localhost:1", "https://cameras.example.org.evil")) {
                assertThat(status(path, "Cookie", cookie, "Origin", origin))
                        .as(path + origin)
                        .isEqualTo(403);
            }
            for (String site : List.of("cross-site", "same-site")) {
                assertThat(status(path, "Cookie", cookie, "Sec-Fetch-Site", site))
                        .as(path + site)
                        .isEqualTo(403);
            }
        }
        for (String origin : List.of("https://cameras.example.org", here)) {
            assertThat(status("/api/cameras", "Cookie", cookie, "Origin", origin, "Sec-Fetch-Site", "same-origin"))
                    .isEqualTo(200);
        }
    }

    @Test
    void answersToTheNameThatTheProxyIsReachedBy() throws Exception {
        String request = "GET /health/live HTTP/1.1\r\nConnection: close\r\nHost: ";
        assertThat(send(request + "cameras.example.org\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        assertThat(send(request + "evil.example\r\n\r\n")).startsWith("HTTP/1.1 403 ");
    }

    @Test
    void letsAnAddressTryOnlySoManyTokens() throws Exception {
        String cookie = server.cookie(Who.VIEWER);
        for (int i = 0; i < 5; i++) {
            assertThat(server.login("a-guess-that-is-long-enough-" + i).statusCode())
                    .isEqualTo(401);
            assertThat(status("/api/cameras", "Authorization", "Bearer guess" + i))
                    .isEqualTo(401);
        }
        HttpResponse<String> late = server.login(Who.VIEWER.token());
        assertThat(late.statusCode()).isEqualTo(429);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("6");
        assertThat(status("/api/cameras", "Authorization", "Bearer " + Who.VIEWER.token()))
                .isEqualTo(429);
        assertThat(status("/api/cameras", "Cookie", cookie))
                .as("whoever is in stays in")
                .isEqualTo(200);
    }

    @Test
    void takesNoLargeBodyAndNoLargeHeaders() throws Exception {
        assertThat(server.login("x".repeat(Guard.MAX_BODY + 1)).statusCode()).isEqualTo(413);
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        assertThat(send("POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-Sightline: 1\r\nConnection: close\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
        assertThat(raw("GET /health/live", "X-Large: " + "x".repeat(9000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void tellsNothingByHead() throws Exception {
        for (String path : List.of("/api/cameras", "/api/cameras/gate/latest.jpg", "/metrics")) {
            assertThat(raw("HEAD " + path))
                    .as(path)
                    .doesNotContain("image/jpeg")
                    .doesNotStartWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cameras/gate/../yard/latest.jpg",
                "/api/cameras/gate%2f..%2fyard/latest.jpg",
                "/api/cameras/gate/frames/../../yard/latest.jpg",
                "/api//cameras/yard/latest.jpg",
                "//api/cameras/yard/latest.jpg",
                "/api/cameras/%79ard/latest.jpg",
                "/api/cameras/yard;x=gate/latest.jpg",
                "/api/cameras/yard/latest.jpg?camera=gate",
                "/API/cameras/yard/latest.jpg",
                "/api/cameras/yard/latest.jpg/",
            })
    void reachesNoForeignPictureByAnotherSpelling(String path) throws Exception {
        String answer = raw("GET " + path, "Authorization: Bearer " + Who.VIEWER.token());
        assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404) .*").doesNotContain("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5", "cameras.local", "", "127.0.0.1.evil.example"})
    void isOpenToNobodyElseWithoutAToken(String host) {
        assertThatThrownBy(() -> new WebSettings(host, 8080))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("set web.access or web.oidc", "--admin-token FILE", "web.host to 127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void isOpenOnThisMachine(String host) {
        assertThat(new WebSettings(host, 8080).host()).isEqualTo(host);
    }
}
