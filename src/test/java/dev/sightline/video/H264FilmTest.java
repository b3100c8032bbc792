package dev.sightline.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.geometry.ImageSize;
import dev.sightline.video.H264Film.AccessUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264FilmTest {
    @Test
    void readsTheDemosFilm() throws IOException {
        H264Film film = H264Film.resource("/demo/street.mp4");
        assertThat(film.size()).isEqualTo(new ImageSize(768, 576));
        assertThat(film.framesPerSecond()).isEqualTo(10);
        assertThat(film.durationMicros()).isEqualTo(20_000_000);
        assertThat(film.sps()[0] & 0x1f).isEqualTo(7);
        assertThat(film.pps()[0] & 0x1f).isEqualTo(8);
        assertThat(film.accessUnits()).hasSize(200);
        assertThat(film.accessUnits().stream().filter(AccessUnit::key).map(AccessUnit::timestampMicros))
                .containsExactly(
                        0L,
                        2_000_000L,
                        4_000_000L,
                        6_000_000L,
                        8_000_000L,
                        10_000_000L,
                        12_000_000L,
                        14_000_000L,
                        16_000_000L,
                        18_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 20", "9, 180", "10, 0", "-1, 180"})
    void startsAtAnyKeyFrame(int key, int first) throws IOException {
        H264Film film = H264Film.resource("/demo/street.mp4");
        H264Film turned = film.fromKeyFrame(key);
        assertThat(turned.durationMicros()).isEqualTo(film.durationMicros());
        assertThat(turned.accessUnits()).hasSize(200);
        for (int i = 0; i < 200; i++) {
            AccessUnit unit = turned.accessUnits().get(i);
            assertThat(unit.timestampMicros()).isEqualTo(i * 100_000L);
            assertThat(unit.nalUnits())
                    .isSameAs(film.accessUnits().get((first + i) % 200).nalUnits());
        }
    }

    @Test
    void saysWhatIsNotAFilm(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "hello\n".repeat(100));
        assertThatThrownBy(() -> H264Film.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("text.mp4");
        assertThatThrownBy(() -> H264Film.resource("/no.mp4")).hasMessageContaining("/no.mp4");
    }
}
