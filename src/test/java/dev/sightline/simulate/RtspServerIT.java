package dev.sightline.simulate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceAddress.Transport;
import dev.sightline.geometry.ImageSize;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated camera, watched by a real client. */
@Timeout(60)
class RtspServerIT {
    @ParameterizedTest
    @EnumSource
    void deliversTheFilmsPicturesInRealTime(Transport transport) throws IOException {
        try (var server = Films.serving("yard").start();
                var source = VideoSource.open(Films.address(server, "yard").withTransport(transport));
                var film = VideoSource.open(SourceAddress.parse(streetFile().toString()))) {
            assertThat(source.format().codec()).isEqualTo("h264");
            assertThat(source.format().size()).isEqualTo(new ImageSize(768, 576));
            assertThat(source.format().framesPerSecond()).isEqualTo(10);
            long since = System.nanoTime();
            for (int i = 0; i < 30; i++) {
                SourceFrame received = requireNonNull(source.next());
                SourceFrame original = requireNonNull(film.next());
                assertThat(received.corrupt()).isFalse();
                assertThat(received.timestampMicros()).isEqualTo(original.timestampMicros());
                assertThat(received.image(320).bgr())
                        .isEqualTo(original.image(320).bgr());
            }
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(5));
        }
    }

    private static Path streetFile() {
        return Path.of("src/main/resources/demo/street.mp4");
    }
}
