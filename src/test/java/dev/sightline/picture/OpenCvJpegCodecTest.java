package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.frame.BadImageException;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvJpegCodecTest {
    private static final ImageSize SMALL = new ImageSize(1, 1);
    private static final ImageSize HUGE = new ImageSize(16_384, 16_384);

    private final OpenCvJpegCodec codec = new OpenCvJpegCodec();
    private final Image scene = Pictures.scene(640, 360);
    private final byte[] jpeg = bytes(codec.encode(scene, 90));

    @Test
    void whatIsEncodedIsDecoded() throws IOException {
        Image back = codec.decode(ByteBuffer.wrap(jpeg), HUGE);
        assertThat(back.size()).isEqualTo(scene.size());
        assertThat(Pictures.difference(back, scene)).isLessThan(4);
    }

    @Test
    void channelsStayBlueGreenRed() throws IOException {
        Image back = codec.decode(codec.encode(Pictures.plain(64, 48, 200, 100, 30), 95), SMALL);
        assertThat(back.bgr()[0] & 0xFF).isBetween(195, 205);
        assertThat(back.bgr()[1] & 0xFF).isBetween(95, 105);
        assertThat(back.bgr()[2] & 0xFF).isBetween(25, 35);
    }

    @Test
    void aBufferIsReadFromPositionToLimitAndLeftAlone() throws IOException {
        ByteBuffer inside = ByteBuffer.allocateDirect(jpeg.length + 20);
        inside.position(10).put(jpeg).position(10).limit(10 + jpeg.length);
        assertThat(codec.decode(inside.asReadOnlyBuffer(), HUGE).size()).isEqualTo(scene.size());
        codec.decode(inside, HUGE);
        assertThat(inside.position()).isEqualTo(10);
        assertThat(inside.limit()).isEqualTo(10 + jpeg.length);
    }

    @ParameterizedTest
    @CsvSource({
        "300, 300, 640, 360", // half would be too low
        "300, 180, 320, 180", // half is just right
        "321, 180, 640, 360",
        "160, 91,  320, 180",
        "160, 90,  160, 90",
        "80,  45,  80,  45",
        "1,   1,   80,  45", // an eighth is the least
        "900, 900, 640, 360", // nothing is enlarged
    })
    void decodesAtReducedSizeNeverBelowWhatIsWanted(int width, int height, int expectedWidth, int expectedHeight)
            throws IOException {
        Image image = codec.decode(ByteBuffer.wrap(jpeg), new ImageSize(width, height));
        assertThat(image.size()).isEqualTo(new ImageSize(expectedWidth, expectedHeight));
        assertThat(Pictures.difference(image, ImageScaler.stretch(scene, image.size())))
                .isLessThan(8);
    }

    @Test
    void aPictureCutOffAnywhereIsRefused() {
        for (int percent = 0; percent < 100; percent += 3) {
            int length = jpeg.length * percent / 100;
            assertRefused(Arrays.copyOf(jpeg, length));
        }
        assertRefused(Arrays.copyOf(jpeg, jpeg.length - 1));
        assertRefused(Arrays.copyOf(jpeg, jpeg.length - 2));
    }

    @Test
    void whatFollowsTheEndIsIgnored() throws IOException {
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 100);
        Arrays.fill(longer, jpeg.length, longer.length, (byte) 0xAB);
        assertThat(codec.decode(ByteBuffer.wrap(longer), HUGE).bgr())
                .isEqualTo(codec.decode(ByteBuffer.wrap(jpeg), HUGE).bgr());
    }

    /** A cut picture is not saved by an end marker in what was glued to it before its frame header's place. */
    @Test
    void anEndMarkerWithoutPixelsIsRefused() {
        byte[] headOnly = Arrays.copyOf(jpeg, 22);
        headOnly[20] = (byte) 0xFF;
        headOnly[21] = (byte) 0xD9;
        assertRefused(headOnly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp"})
    void otherFormatsAreRefused(String format) throws IOException {
        byte[] bytes = encoded(format, 1f, false);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes), SMALL))
                .isInstanceOf(BadImageException.class)
                .hasMessage("not a JPEG picture");
    }

    @ParameterizedTest
    @CsvSource({"65500, 65500", "16385, 8", "8, 16385", "0, 100", "100, 0", "16000, 16000"})
    void anAbsurdSizeIsRefusedBeforeDecoding(int width, int height) {
        byte[] bomb = jpeg.clone();
        int header = frameHeader(bomb);
        bomb[header + 5] = (byte) (height >> 8);
        bomb[header + 6] = (byte) height;
        bomb[header + 7] = (byte) (width >> 8);
        bomb[header + 8] = (byte) width;
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bomb), SMALL))
                .isInstanceOf(BadImageException.class)
                .hasMessage("a picture of " + width + "x" + height
                        + " pixels is refused; the limit is 16384 a side and 100 million in all");
    }

    @Test
    void progressivePicturesAreRead() throws IOException {
        byte[] progressive = encoded("jpg", 0.9f, true);
        assertThat(progressive[frameHeader(progressive) + 1] & 0xFF).isEqualTo(0xC2);
        assertThat(codec.decode(ByteBuffer.wrap(progressive), HUGE).size()).isEqualTo(new ImageSize(32, 24));
        assertRefused(Arrays.copyOf(progressive, progressive.length * 2 / 3));
    }

    @Test
    void aPictureWithTooManyScansIsRefused() throws IOException {
        byte[] progressive = encoded("jpg", 0.9f, true);
        var bomb = new ByteArrayOutputStream();
        bomb.write(progressive, 0, progressive.length - 2);
        for (int i = 0; i < 200; i++) {
            bomb.write(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 5});
        }
        bomb.write(progressive, progressive.length - 2, 2);
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bomb.toByteArray()), SMALL))
                .isInstanceOf(BadImageException.class)
                .hasMessage("the JPEG picture has too many scans");
    }

    @Test
    void greyPicturesAreRead() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY), "jpg", out);
        Image image = codec.decode(ByteBuffer.wrap(out.toByteArray()), HUGE);
        assertThat(image.size()).isEqualTo(new ImageSize(40, 30));
    }

    /** Whatever the damage, the outcome is a picture or the one exception. */
    @Test
    void damagedBytesGiveAPictureOrAreRefused() {
        var random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = jpeg.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                damaged[random.nextInt(round < 150 ? 700 : damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(codec.decode(ByteBuffer.wrap(damaged), SMALL).bgr()).isNotEmpty();
            } catch (BadImageException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(30, 299);
    }

    @Test
    void qualityIsOneToAHundred() {
        assertThat(codec.encode(scene, 30).remaining()).isLessThan(jpeg.length / 2);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(scene, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(scene, 101));
    }

    private void assertRefused(byte[] bytes) {
        assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(bytes), SMALL))
                .as("%d of %d bytes", bytes.length, jpeg.length)
                .isInstanceOf(BadImageException.class);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static int frameHeader(byte[] jpeg) {
        for (int i = 0; i < jpeg.length - 1; i++) {
            if (jpeg[i] == (byte) 0xFF && (jpeg[i + 1] == (byte) 0xC0 || jpeg[i + 1] == (byte) 0xC2)) {
                return i;
            }
        }
        throw new AssertionError("no frame header");
    }

    private static byte[] encoded(String format, float quality, boolean progressive) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            if (progressive) {
                settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality(quality);
            }
            var image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 24; i++) {
                image.setRGB(i, i, 0xFF8040);
            }
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
