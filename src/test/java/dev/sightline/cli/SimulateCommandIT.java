package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.app.Child;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulateCommandIT {
    @Test
    void playsTheDemosCameras() throws Exception {
        try (Child simulation = Child.start("simulate", "--port", "0")) {
            String line = simulation.awaitLine("/gate", Duration.ofSeconds(20));
            Session session = Session.of("check", "camera", line.substring(line.indexOf("rtsp://")));
            assertThat(session.code()).as("%s", session).isZero();
        }
    }

    @Test
    void refusesANameThatNoAddressCanHave() {
        Session session = Session.of("simulate", "--port", "0", "a/b=src/main/resources/demo/street.mp4");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err()).singleElement().asString().contains("a stream's name");
    }
}
