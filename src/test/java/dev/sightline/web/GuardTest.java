package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every route, by the list of routes. */
class GuardTest {
    private static final int BURST = 3;

    private final RateLimit limit = new RateLimit(BURST, Duration.ofHours(1), () -> 0);
    private final WebServer server =
            new WebServer(WebSettings.DEFAULT, new LiveView(), Map.of(), () -> "", List::of, InstantSource.system());
    private final Javalin javalin = Javalin.create(config -> {
                new Guard("127.0.0.1", null, limit).install(config.routes);
                server.configure(config, new GuardedServer.HomeAndAway());
            })
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.close();
        javalin.stop();
    }

    @ParameterizedTest
    @EnumSource
    void answersNobodyWhoAsksTooOften(Route route) throws Exception {
        for (int i = 0; i < BURST; i++) {
            assertThat(limit.use("127.0.0.1")).isTrue();
        }
        var response = ask(route.method(), route.path().replace("/*", "/app.js").replaceAll("[{}]", ""));
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EVENTS")
    void saysToBrowsersWhatOthersMayNotDoWithTheAnswer(Route route) throws Exception {
        var response = ask(route.method(), route.path().replace("/*", "/app.js").replaceAll("[{}]", ""));
        assertThat(response.headers().map())
                .containsKeys(
                        "content-security-policy",
                        "x-content-type-options",
                        "x-frame-options",
                        "referrer-policy",
                        "cross-origin-resource-policy",
                        "permissions-policy");
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + javalin.port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
