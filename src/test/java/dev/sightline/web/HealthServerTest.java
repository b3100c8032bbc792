package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.access.AccessRole;
import dev.sightline.access.AccessSettings;
import dev.sightline.access.Token;
import dev.sightline.access.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
    private static final String SCRAPER = "a-token-that-is-long-enough.SCRAPER";
    private static final String VIEWER = "a-token-that-is-long-enough.VIEWER";
    private static final AccessSettings ASKED = new AccessSettings(
            List.of(token(SCRAPER, "scraper", Visitor.EVERY_CAMERA), token(VIEWER, "viewer", "gate")), null);

    private volatile boolean well = true;
    private final HealthServer server = server(HealthSettings.DEFAULT);
    private final HealthServer asking = server(HealthSettings.DEFAULT.withAccess(ASKED));

    private static Token token(String text, String name, String camera) {
        return Token.of(text, new Visitor(name, AccessRole.VIEWER, Set.of(camera), Instant.MAX));
    }

    private HealthServer server(HealthSettings settings) {
        return new HealthServer(
                settings,
                () -> "sightline_alerts_total 1.0\n",
                () -> List.of(new HealthCheck("kafka", true, "answers"), new HealthCheck("detect", well, "")),
                InstantSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
        asking.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready"})
    void answersWith503WhileAPartIsNotWell(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
        well = false;
        assertThat(get(path).statusCode()).isEqualTo(503);
        assertThat(get(path).body()).contains("kafka", "detect", "false");
    }

    @Test
    void tellsWhatWasCountedAndNothingElse() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("sightline_alerts_total 1.0\n");
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/api/cameras").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsProbesWithoutATokenOnlyWhetherAllIsWell() throws Exception {
        assertThat(ask("/health/live", "").body()).isEqualTo("{\"live\":true}");
        assertThat(ask("/health/ready", "").body()).isEqualTo("{\"ready\":true}");
        well = false;
        var ready = ask("/health/ready", "");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"ready\":false}");
        assertThat(ask("/health/ready", "no-token-of-anybody-at-all").body()).isEqualTo("{\"ready\":false}");
    }

    @Test
    void tellsPartsAndWhatWasCountedOnlyToWhomThePageWould() throws Exception {
        for (String path : List.of("/health", "/metrics")) {
            assertThat(ask(path, "").statusCode()).as(path).isEqualTo(401);
            assertThat(ask(path, "no-token-of-anybody-at-all").statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(ask(path, SCRAPER).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(ask("/metrics", VIEWER).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready"})
    void tellsDetailsToThoseWhoSeeEveryCamera(String path) throws Exception {
        assertThat(ask(path, SCRAPER).body()).contains("kafka", "answers");
        assertThat(ask(path, VIEWER).body()).contains("kafka", "detect").doesNotContain("answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5"})
    void isOpenToNobodyElseWithoutAToken(String host) {
        assertThatThrownBy(() -> new HealthSettings(host, 8081, AccessSettings.OPEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set web.access or web.oidc, or health.host to 127.0.0.1");
        assertThatCode(() -> new HealthSettings(host, 0, AccessSettings.OPEN)).doesNotThrowAnyException();
        assertThat(new HealthSettings(host, 8081, ASKED).host()).isEqualTo(host);
    }

    @Test
    void saysWhichOptionToChangeWhenItsPortIsTaken() {
        var settings = HealthSettings.DEFAULT.withPort(server.port());
        assertThatThrownBy(() -> new HealthServer(settings, () -> "", List::of, InstantSource.system()))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("port " + server.port() + " is taken")
                .hasMessageContaining("--health-port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(server, path));
    }

    /** Of the server that asks for tokens; without one if it is empty. */
    private HttpResponse<String> ask(String path, String token) throws Exception {
        HttpRequest.Builder request = request(asking, path);
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private static HttpRequest.Builder request(HealthServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
