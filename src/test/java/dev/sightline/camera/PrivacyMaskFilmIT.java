package dev.sightline.camera;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.frame.Frame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.picture.ImageScaler;
import dev.sightline.picture.OpenCvJpegCodec;
import dev.sightline.picture.OpenCvThumbnailer;
import dev.sightline.video.VideoSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No masked pixel leaves ingest: a real film, once as it is and once with a secret under the masks, goes through a feed
 * with the real decoder, scaler and encoder; the frames are the same to the last byte. The films are uncompressed, so that
 * nothing but ingest is between the pixels and the frames.
 */
class PrivacyMaskFilmIT {
    private static final int PICTURES = 3;

    /** How much brighter than black JPEG may make a pixel under a mask, because of what is beside it. */
    private static final int JPEG_NOISE = 32;

    private static final List<Polygon> MASKS = List.of(
            polygon(0.05, 0.1, 0.3, 0.07, 0.27, 0.5, 0.11, 0.42),
            polygon(0.45, 0.2, 0.8, 0.2, 0.8, 0.3, 0.55, 0.3, 0.55, 0.6, 0.8, 0.6, 0.8, 0.7, 0.45, 0.7),
            polygon(0.85, 0.4, 1, 0.35, 1, 0.9),
            polygon(0, 0.8, 0.4, 0.9, 0.6, 1, 0, 1),
            polygon(0.33, 0.1, 0.4, 0.75, 0.335, 0.1));

    private static final List<Image> STREET = new ArrayList<>();

    @TempDir
    static Path folder;

    private static Polygon polygon(double... xy) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            corners.add(new Point(xy[i], xy[i + 1]));
        }
        return new Polygon(corners);
    }

    @BeforeAll
    static void readTheFilm() throws Exception {
        Path film = folder.resolve("street.mp4");
        try (InputStream street =
                Objects.requireNonNull(PrivacyMaskFilmIT.class.getResourceAsStream("/demo/street.mp4"))) {
            Files.copy(street, film);
        }
        try (var source = VideoSource.open(SourceAddress.parse(film.toString()))) {
            while (STREET.size() < PICTURES) {
                STREET.add(Objects.requireNonNull(source.next()).image(960));
            }
        }
    }

    static Stream<Arguments> sizesAndFrames() {
        return Stream.of(
                Arguments.of(new ImageSize(768, 576), 2000, "420jpeg"),
                Arguments.of(new ImageSize(768, 576), 611, "422"),
                Arguments.of(new ImageSize(768, 576), 300, "444"),
                Arguments.of(new ImageSize(1280, 720), 960, "420jpeg"),
                Arguments.of(new ImageSize(1920, 1080), 960, "420jpeg"),
                Arguments.of(new ImageSize(1920, 1080), 1919, "422"),
                Arguments.of(new ImageSize(1281, 721), 960, "420jpeg"),
                Arguments.of(new ImageSize(1281, 721), 1000, "444"),
                Arguments.of(new ImageSize(360, 640), 960, "420jpeg"),
                Arguments.of(new ImageSize(360, 640), 300, "420jpeg"));
    }

    @ParameterizedTest
    @MethodSource("sizesAndFrames")
    void letsNothingOfWhatIsUnderAMaskOut(ImageSize size, int longSide, String colours) throws Exception {
        List<Frame> plain = frames(film("plain", size, colours, false), longSide);
        List<Frame> secret = frames(film("secret", size, colours, true), longSide);
        assertThat(plain).hasSize(PICTURES);
        for (int i = 0; i < PICTURES; i++) {
            assertThat(secret.get(i).jpeg()).isEqualTo(plain.get(i).jpeg());
            assertPlainUnderMasks(new OpenCvJpegCodec()
                    .decode(secret.get(i).jpeg(), secret.get(i).size()));
        }
        assertThat(plain.get(1).jpeg()).isNotEqualTo(plain.get(0).jpeg());
    }

    private static void assertPlainUnderMasks(Image image) {
        ImageSize size = image.size();
        int worst = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                if (masked((x + 0.5) / size.width(), (y + 0.5) / size.height())) {
                    for (int channel = 0; channel < 3; channel++) {
                        worst = Math.max(worst, image.bgr()[3 * (y * size.width() + x) + channel] & 0xFF);
                    }
                }
            }
        }
        assertThat(worst).isLessThanOrEqualTo(JPEG_NOISE);
    }

    private static boolean masked(double x, double y) {
        return MASKS.stream().anyMatch(mask -> mask.contains(new Point(x, y)));
    }

    private static List<Frame> frames(Path film, int longSide) {
        var usual = CameraSettings.of("street", SourceAddress.parse(film.toString()));
        var settings = new CameraSettings(
                usual.id(), usual.address(), 60, longSide, 85, Duration.ofSeconds(5), false, MASKS, true);
        List<Frame> frames = new CopyOnWriteArrayList<>();
        var parts = new FeedParts(
                VideoSource::open,
                new OpenCvJpegCodec(),
                new OpenCvThumbnailer(),
                frames::add,
                status -> {},
                PipelineMetrics.NONE,
                Clock.systemUTC());
        try (var feed = CameraFeed.start(settings, parts, 1, new SplittableRandom(1))) {
            await().atMost(20, SECONDS).until(() -> feed.status().state() == CameraStatus.State.ENDED);
        }
        return frames;
    }

    /** The street in a size of its own, as an uncompressed film; with noise in every pixel that a mask touches if wanted. */
    private static Path film(String name, ImageSize size, String colours, boolean secret) throws IOException {
        Path file = folder.resolve(name + ".y4m");
        int across = colours.equals("444") ? 1 : 2;
        int down = colours.equals("420jpeg") ? 2 : 1;
        var random = new SplittableRandom(5);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(("YUV4MPEG2 W" + size.width() + " H" + size.height() + " F50:1 Ip A1:1 C" + colours + "\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (Image street : STREET) {
                Image image = ImageScaler.stretch(street, size);
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                plane(out, image, 1, 1, 1, secret ? random : null);
                plane(out, image, 0, across, down, secret ? random : null);
                plane(out, image, 2, across, down, secret ? random : null);
            }
        }
        return file;
    }

    /** One channel in place of luma or colour, every {@code across}th of every {@code down}th row. */
    private static void plane(
            OutputStream out, Image image, int channel, int across, int down, @Nullable SplittableRandom secret)
            throws IOException {
        int width = image.size().width();
        int height = image.size().height();
        for (int y = 0; y < height; y += down) {
            for (int x = 0; x < width; x += across) {
                boolean hidden = secret != null && anyMasked(image.size(), x, y, across, down);
                out.write(hidden && secret != null ? secret.nextInt(256) : image.bgr()[3 * (y * width + x) + channel]);
            }
        }
    }

    /** Whether a mask holds the middle of any of the pixels that share one value. */
    private static boolean anyMasked(ImageSize size, int x, int y, int across, int down) {
        for (int dy = 0; dy < down; dy++) {
            for (int dx = 0; dx < across; dx++) {
                if (masked((x + dx + 0.5) / size.width(), (y + dy + 0.5) / size.height())) {
                    return true;
                }
            }
        }
        return false;
    }
}
