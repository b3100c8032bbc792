package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.HealthCheck;
import dev.sightline.web.HealthServer;
import dev.sightline.web.HealthSettings;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthCommandTest {
    @Test
    void saysWhetherTheProcessIsWell() {
        var answers = List.of(new HealthCheck("detect", false, "ERROR"));
        int port;
        try (var well = server(List.of());
                var ill = server(answers)) {
            assertThat(Session.of("health", "--port", well.port()).code()).isZero();
            Session session = Session.of("health", "--port", ill.port());
            assertThat(session.code()).isEqualTo(1);
            assertThat(session.out()).singleElement().asString().contains("detect", "ERROR");
            port = ill.port();
        }
        Session nobody = Session.of("health", "--port", port);
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).singleElement().asString().contains("nobody answers", String.valueOf(port));
    }

    private static HealthServer server(List<HealthCheck> checks) {
        return new HealthServer(HealthSettings.DEFAULT, () -> "", () -> checks, InstantSource.system());
    }
}
