package dev.sightline.video;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Films and pictures on disk. */
class VideoSourceTest {
    private static final Path STREET = Path.of("src/main/resources/demo/street.mp4");

    private static VideoSource open(Path file) throws SourceException {
        return VideoSource.open(SourceAddress.parse(file.toString()));
    }

    private static Kind kindOf(Path file) {
        try (VideoSource source = open(file)) {
            throw new AssertionError("opened as " + source.format());
        } catch (SourceException refused) {
            assertThat(refused).hasMessageContaining(file.getFileName().toString());
            assertThat(refused.getMessage()).doesNotContain("\n");
            return refused.kind();
        }
    }

    /** The counts are ffprobe's. */
    @ParameterizedTest
    @CsvSource({
        "vtest-full-h264.mp4, 795, 768, 576, 10",
        "one-by-one-person-detection.mp4, 1394, 768, 432, 10", // has B frames
        "car-detection.mp4, 377, 768, 432, 12.5",
    })
    void deliversEveryPictureOnceAndInOrder(String name, int count, int width, int height, double rate)
            throws IOException {
        Path file = Path.of(System.getProperty("shared.folder", "../shared"), "data/video", name);
        Assumptions.assumeTrue(Files.exists(file), file + " is not there");
        try (VideoSource film = open(file)) {
            assertThat(film.format().size()).isEqualTo(new ImageSize(width, height));
            assertThat(film.format().framesPerSecond()).isEqualTo(rate);
            List<Long> stamps = new ArrayList<>();
            for (SourceFrame frame = film.next(); frame != null; frame = film.next()) {
                assertThat(frame.corrupt()).isFalse();
                stamps.add(frame.timestampMicros());
            }
            assertThat(stamps).hasSize(count).isSorted().doesNotHaveDuplicates();
            assertThat(film.next()).isNull();
        }
    }

    @Test
    void scalesDownButNeverUp() throws IOException {
        try (VideoSource film = open(STREET)) {
            SourceFrame frame = requireNonNull(film.next());
            assertThat(frame.image(384).size()).isEqualTo(new ImageSize(384, 288));
            assertThat(frame.image(4000).size()).isEqualTo(new ImageSize(768, 576));
            byte[] full = frame.image(768).bgr();
            byte[] half = frame.image(384).bgr();
            // A pixel of the half picture is the mean of four, in blue, green and red.
            long error = 0;
            for (int i = 0; i < half.length; i++) {
                int from = 3 * (i / 3 / 384 * 2 * 768 + i / 3 % 384 * 2) + i % 3;
                int sum = (full[from] & 0xff) + (full[from + 3] & 0xff);
                sum += (full[from + 3 * 768] & 0xff) + (full[from + 3 * 769] & 0xff);
                error += Math.abs((half[i] & 0xff) - sum / 4);
            }
            assertThat((double) error / half.length).isLessThan(2);
        }
    }

    @Test
    void readsAPictureInItsOwnColours(@TempDir Path folder) throws IOException {
        BufferedImage picture = new BufferedImage(33, 17, BufferedImage.TYPE_3BYTE_BGR);
        picture.setRGB(0, 0, 0x102030);
        picture.setRGB(32, 16, 0xfefdfc);
        Path file = folder.resolve("picture.png");
        ImageIO.write(picture, "png", file.toFile());
        try (VideoSource source = open(file)) {
            byte[] bgr = requireNonNull(source.next()).image(100).bgr();
            assertThat(bgr).hasSize(3 * 33 * 17).startsWith(0x30, 0x20, 0x10, 0).endsWith(0, 0xfc, 0xfd, 0xfe);
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void followsAChangeOfSize(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        int[] widths = {320, 640, 160, 200, 320, 640, 160, 480, 176, 640, 160, 640, 320, 640};
        for (int width : widths) {
            ImageIO.write(new BufferedImage(width, 120, BufferedImage.TYPE_3BYTE_BGR), "jpg", film);
        }
        Path file = Files.write(folder.resolve("film.mjpeg"), film.toByteArray());
        try (VideoSource source = open(file)) {
            for (int width : widths) {
                SourceFrame frame = requireNonNull(source.next());
                assertThat(frame.size()).isEqualTo(new ImageSize(width, 120));
                assertThat(frame.image(320).size()).isEqualTo(new ImageSize(width, 120).within(320));
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        String text = "this is not a film\n".repeat(50);
        Path wav = folder.resolve("sound.wav");
        var silence = new AudioInputStream(
                new ByteArrayInputStream(new byte[8000]), new AudioFormat(8000, 8, 1, false, false), 8000);
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, wav.toFile());
        byte[] film = Files.readAllBytes(STREET);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(film, 20));

        assertThat(kindOf(folder.resolve("missing.mp4"))).isEqualTo(Kind.NO_SUCH_FILE);
        assertThat(kindOf(folder)).isEqualTo(Kind.NOT_A_VIDEO);
        assertThat(kindOf(Files.writeString(folder.resolve("a.txt"), text))).isEqualTo(Kind.NOT_A_VIDEO);
        assertThat(kindOf(Files.writeString(folder.resolve("a.mp4"), text))).isEqualTo(Kind.NOT_A_VIDEO);
        assertThat(kindOf(Files.createFile(folder.resolve("empty.mp4")))).isEqualTo(Kind.NOT_A_VIDEO);
        assertThat(kindOf(cut)).isEqualTo(Kind.NOT_A_VIDEO);
        assertThat(kindOf(wav)).isEqualTo(Kind.NO_VIDEO);
    }

    @Test
    void readsNoFileThatAFileNames(@TempDir Path folder) throws IOException {
        Files.copy(STREET, folder.resolve("film.mp4"));
        String list = "ffconcat version 1.0\nfile film.mp4\n";
        assertThat(kindOf(Files.writeString(folder.resolve("list.ffconcat"), list)))
                .isEqualTo(Kind.NOT_A_VIDEO);
    }

    @Test
    void canBeClosedTwiceAndIsOverThen() throws IOException {
        VideoSource film = open(STREET);
        SourceFrame frame = requireNonNull(film.next());
        film.close();
        film.close();
        assertThatThrownBy(film::next).isInstanceOf(SourceException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> frame.image(100)).isInstanceOf(IllegalStateException.class);
    }
}
