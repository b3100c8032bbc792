package dev.sightline.config;

import static dev.sightline.config.SightlineConfig.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line changes. */
class SightlineConfigTest {
    @Test
    void takesCamerasOneByOne() {
        SightlineConfig config = DEFAULT.withCamera("door=rtsp://u@h/x?a=b").withCamera("film=../film.mp4");
        assertThat(config.cameras())
                .extracting(camera -> camera.id() + " " + camera.address().secretUrl())
                .containsExactly("door rtsp://u:@h/x?a=b", "film ../film.mp4");
        assertThat(config.zonesOf("door")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "door",
                "door=",
                "=rtsp://h/",
                "rtsp://u:hunter2@h/x",
                "rtsp://u:hunter2@h/x?a=b",
                "door=rtsp://u:hunter2/1@h/",
                "door=rtsp://u:hunter2@h/",
                "door=ftp://u:hunter2@h/",
                "a b=rtsp://u:hunter2@h/"
            })
    void refusesWhatIsNoCameraWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.withCamera(text))
                .withMessageMatching("(?s)(?!.*hunter2).+");
    }

    @Test
    void refusesASecondCameraWithTheSameId() {
        SightlineConfig config = DEFAULT.withCamera("door=rtsp://a/");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withCamera("door=rtsp://b/"))
                .withMessage("there is a camera 'door' already; give this one another id");
    }

    @Test
    void movesEverythingThatIsKeptWithTheDataFolder() {
        SightlineConfig config = DEFAULT.withDataFolder(Path.of("/tmp/x"));
        assertThat(config.data()).isEqualTo(Path.of("/tmp/x"));
        assertThat(config.broker().folder()).isEqualTo(Path.of("/tmp/x/broker"));
        assertThat(config.stream().stateFolder()).isEqualTo(Path.of("/tmp/x/streams"));
        assertThat(config.withDataFolder(Path.of("data"))).isEqualTo(DEFAULT);
    }

    @Test
    void takesRolesPortAndServers() {
        assertThat(DEFAULT.withRoles(Set.of(Role.WEB)).roles()).containsExactly(Role.WEB);
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withRoles(Set.of()));
        assertThat(DEFAULT.withPort(0).web().port()).isZero();
        assertThat(DEFAULT.embedsBroker()).isTrue();
        assertThat(DEFAULT.withBootstrapServers("[::1]:9092,b:1").embedsBroker())
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.withBootstrapServers("kafka"));
    }
}
