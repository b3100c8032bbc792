package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private volatile boolean well = true;
    private final HealthServer server = new HealthServer(
            new HealthSettings("127.0.0.1", 0),
            () -> "sightline_alerts_total 1.0\n",
            () -> List.of(new HealthCheck("kafka", true, ""), new HealthCheck("detect", well, "")));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersWith503WhileAPartIsNotWell() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        well = false;
        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("kafka", "detect", "false");
    }

    @Test
    void tellsWhatWasCountedAndNothingElse() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("sightline_alerts_total 1.0\n");
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/api/cameras").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichOptionToChangeWhenItsPortIsTaken() {
        var settings = new HealthSettings("127.0.0.1", server.port());
        assertThatThrownBy(() -> new HealthServer(settings, () -> "", List::of))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("port " + server.port() + " is taken")
                .hasMessageContaining("--health-port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
