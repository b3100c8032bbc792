package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Image scene = Pictures.scene(120, 80);
        Path file = folder.resolve("scene.jpg");
        PictureFile.writeJpeg(file, scene, 95);
        assertThat(PictureFile.isPicture(file)).isTrue();
        assertThat(Pictures.difference(PictureFile.read(file), scene)).isLessThan(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
    void otherFormatsAreRead(String format) throws IOException {
        Path file = folder.resolve("picture." + format);
        var picture = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 2, 0xFF0000);
        assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
        assertThat(PictureFile.isPicture(file)).isTrue();
        Image image = PictureFile.read(file);
        assertThat(image.size()).isEqualTo(new ImageSize(32, 24));
        assertThat(image.bgr()[3 * (2 * 32 + 3) + 2] & 0xFF).as("red").isEqualTo(255);
    }

    /** The orientation tag 6: the camera was held upright, the top row is the right side. */
    @Test
    void aNoteOnOrientationIsFollowed() throws IOException {
        Path file = folder.resolve("upright.jpg");
        byte[] jpeg = OpenCvJpegCodec.encodedBytes(Pictures.scene(64, 48), 90);
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0
        };
        var turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(exif);
        turned.write(jpeg, 2, jpeg.length - 2);
        Files.write(file, turned.toByteArray());
        assertThat(PictureFile.read(file).size()).isEqualTo(new ImageSize(48, 64));
        var frame = ByteBuffer.wrap(turned.toByteArray());
        assertThat(new OpenCvJpegCodec().decode(frame, new ImageSize(64, 48)).size())
                .as("frames are left as they are")
                .isEqualTo(new ImageSize(64, 48));
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no picture");
        assertThat(PictureFile.isPicture(text)).isFalse();
        assertThat(PictureFile.isPicture(folder)).isFalse();
        assertThatThrownBy(() -> PictureFile.read(text))
                .isInstanceOf(BadImageException.class)
                .hasMessage(text + ": the picture is damaged or of an unknown format");
    }

    @Test
    void anEmptyAndACutPictureAreRefused() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));
        assertThatThrownBy(() -> PictureFile.read(empty)).isInstanceOf(BadImageException.class);
        byte[] jpeg = OpenCvJpegCodec.encodedBytes(Pictures.scene(64, 48), 90);
        Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
        assertThatThrownBy(() -> PictureFile.read(cut))
                .isInstanceOf(BadImageException.class)
                .hasMessage(cut + ": the JPEG picture is cut off");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.jpg");
        assertThatThrownBy(() -> PictureFile.read(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no file " + missing);
    }
}
