package dev.sightline.video;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoWriterTest {
    /** A grey picture of one brightness, with a red left half. */
    private static Image picture(ImageSize size, int brightness) {
        byte[] bgr = new byte[3 * size.width() * size.height()];
        for (int i = 0; i < bgr.length; i++) {
            boolean left = i / 3 % size.width() < size.width() / 2;
            bgr[i] = (byte) (left ? (i % 3 == 2 ? 200 : 20) : brightness);
        }
        return new Image(size, bgr);
    }

    @ParameterizedTest
    @CsvSource({"128, 96, 128, 96", "129, 97, 128, 96", "128, 97, 128, 96"})
    void writesEveryPictureInOrder(int width, int height, int filmWidth, int filmHeight, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("film.mp4");
        ImageSize size = new ImageSize(width, height);
        try (VideoWriter writer = new VideoWriter(file, size, 12.5)) {
            for (int i = 0; i < 40; i++) {
                writer.write(picture(size, 40 + 4 * i));
            }
        }
        try (VideoSource film = VideoSource.open(SourceAddress.parse(file.toString()))) {
            assertThat(film.format().codec()).isEqualTo("h264");
            assertThat(film.format().framesPerSecond()).isEqualTo(12.5);
            for (int i = 0; i < 40; i++) {
                SourceFrame frame = requireNonNull(film.next());
                assertThat(frame.size()).isEqualTo(new ImageSize(filmWidth, filmHeight));
                assertThat(frame.timestampMicros()).isEqualTo(i * 80_000L);
                byte[] bgr = frame.image(4096).bgr();
                int right = 3 * (filmWidth * (filmHeight / 2) + filmWidth * 3 / 4);
                assertThat(bgr[right] & 0xff).isCloseTo(40 + 4 * i, within(6));
                int left = 3 * (filmWidth * (filmHeight / 2) + filmWidth / 4);
                assertThat(bgr[left + 2] & 0xff).as("red").isGreaterThan(150);
                assertThat(bgr[left] & 0xff).as("blue").isLessThan(70);
            }
            assertThat(film.next()).isNull();
        }
    }

    @Test
    void refusesAPictureOfAnotherSize(@TempDir Path folder) throws IOException {
        try (VideoWriter writer = new VideoWriter(folder.resolve("film.mp4"), new ImageSize(64, 48), 10)) {
            Image other = picture(new ImageSize(48, 64), 0);
            assertThatThrownBy(() -> writer.write(other))
                    .hasMessageContaining("64x48")
                    .hasMessageContaining("48x64");
            writer.write(picture(new ImageSize(64, 48), 0));
        }
    }

    @Test
    void saysThatTheFileCannotBeWritten(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("film.mp4");
        assertThatThrownBy(() -> new VideoWriter(file, new ImageSize(64, 48), 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("film.mp4")
                .hasMessageContaining("check the folder");
    }
}
