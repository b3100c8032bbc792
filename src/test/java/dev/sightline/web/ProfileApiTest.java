package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileApiTest {
    private final HomeAndAway profiles = new HomeAndAway();
    private final WebServer server = new WebServer(
            new WebSettings("127.0.0.1", 0),
            new LiveView(),
            Map.of(),
            () -> "",
            List::of,
            InstantSource.fixed(Samples.START));

    private static final class HomeAndAway implements Profiles {
        private String on = "home";
        private boolean broken;

        @Override
        public List<String> names() {
            return List.of("home", "away");
        }

        @Override
        public String on() {
            return on;
        }

        @Override
        public void switchTo(String name) {
            if (broken) {
                throw new IllegalStateException("kafka is away");
            }
            on = name;
        }
    }

    @BeforeEach
    void start() {
        server.start(profiles);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(5))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void switchesAProfile() throws Exception {
        assertThat(send("GET", "/api/profile").body()).contains("[\"home\",\"away\"]", "\"on\":\"home\"");
        assertThat(send("PUT", "/api/profile/away", "X-Sightline", "1").statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "/api/profile").body()).contains("\"on\":\"away\"");
    }

    @Test
    void refusesForeignSitesAndUnknownProfiles() throws Exception {
        assertThat(send("PUT", "/api/profile/away").statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/profile/away", "X-Sightline", "1").statusCode())
                .isEqualTo(405);
        assertThat(send("OPTIONS", "/api/profile/away").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(send("PUT", "/api/profile/gone", "X-Sightline", "1").statusCode())
                .isEqualTo(404);
        assertThat(profiles.on()).isEqualTo("home");
    }

    @Test
    void saysThatItWasNotSwitched() throws Exception {
        profiles.broken = true;
        var response = send("PUT", "/api/profile/away", "X-Sightline", "1");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("try again").doesNotContain("kafka");
    }
}
