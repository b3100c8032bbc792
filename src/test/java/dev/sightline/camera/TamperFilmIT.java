package dev.sightline.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.picture.OpenCvThumbnailer;
import dev.sightline.video.VideoSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real films, left alone and tampered with, as their pictures come when they are played in a loop. */
class TamperFilmIT {
    private static final Path VIDEOS = Path.of(System.getProperty("shared.folder", "../shared"), "data", "video");
    private static final String DEMO = "demo";
    private static final OpenCvThumbnailer THUMBNAILER = new OpenCvThumbnailer();

    /** Seconds of the film before it is tampered with, for how long it is, and after that. */
    private static final double BEFORE = 15;

    private static final double DURING = 25;
    private static final double AFTER = 15;

    @TempDir
    static Path folder;

    /** When a state began, in seconds. */
    private record Change(double seconds, Tampering tampering) {}

    /** One camera's pictures, the film's at a rate, tampered with for a while. */
    private static final class Camera {
        final TamperWatch watch = new TamperWatch();
        final List<Change> changes = new ArrayList<>();
        private final Sampler sampler;
        private final UnaryOperator<Image> deed;

        Camera(double framesPerSecond, UnaryOperator<Image> deed) {
            this.sampler = new Sampler(framesPerSecond);
            this.deed = deed;
        }

        void see(Image image, long nanos) {
            double second = nanos / 1e9;
            if (sampler.keep(nanos)) {
                Image seen = second >= BEFORE && second < BEFORE + DURING ? deed.apply(image) : image;
                if (watch.look(THUMBNAILER.of(seen), nanos, Instant.EPOCH.plusNanos(nanos))) {
                    changes.add(new Change(second, watch.state().tampering()));
                }
            }
        }
    }

    static Stream<String> films() {
        return Stream.of(DEMO, "vtest-full-h264.mp4", "one-by-one-person-detection.mp4", "car-detection.mp4");
    }

    @ParameterizedTest
    @MethodSource("films")
    void findsNothingWrongWithFilmsThatNobodyTamperedWith(String film) throws Exception {
        List<Camera> cameras = Stream.of(25.0, 5.0, 2.0, 0.5)
                .map(rate -> new Camera(rate, UnaryOperator.identity()))
                .toList();
        play(film, 145, 25, cameras);
        assertThat(cameras).allSatisfy(camera -> assertThat(camera.changes).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("films")
    void seesWhatIsDoneAndThatItIsUndone(String film) throws Exception {
        Map<Camera, Tampering> deeds = new LinkedHashMap<>();
        deeds.put(new Camera(5, Tampered.covered(10)), Tampering.BLACK);
        deeds.put(new Camera(5, Tampered.covered(150)), Tampering.BLACK);
        deeds.put(new Camera(5, Tampered.blurred(120)), Tampering.BLURRED);
        deeds.put(new Camera(5, Tampered.turned(0.1, 0.03)), Tampering.MOVED);
        deeds.put(new Camera(5, Tampered.turned(-0.4, 0.2)), Tampering.MOVED);
        deeds.put(new Camera(5, Tampered.rolled(12)), Tampering.MOVED);
        deeds.put(new Camera(5, Tampered.frozen()), Tampering.FROZEN);
        play(film, BEFORE + DURING + AFTER, 5, deeds.keySet());
        assertThat(deeds).allSatisfy((camera, tampering) -> {
            double patience = tampering == Tampering.FROZEN ? 10 : 5;
            assertThat(camera.changes.stream().map(Change::tampering)).containsExactly(tampering, Tampering.NONE);
            assertThat(camera.changes.get(0).seconds()).isBetween(BEFORE + patience - 1, BEFORE + patience + 1);
            assertThat(camera.changes.get(1).seconds()).isBetween(BEFORE + DURING + 5, BEFORE + DURING + 6);
        });
    }

    @ParameterizedTest
    @MethodSource("films")
    void takesAChangeOfLightForNothing(String film) throws Exception {
        List<Camera> cameras = Stream.of(0.4, 1.6)
                .map(factor -> new Camera(5, Tampered.lit(factor)))
                .toList();
        play(film, BEFORE + DURING + AFTER, 5, cameras);
        assertThat(cameras).allSatisfy(camera -> assertThat(camera.changes).isEmpty());
    }

    /** Plays a film in a loop for all cameras at once. */
    private static void play(String film, double seconds, double framesPerSecond, Collection<Camera> cameras)
            throws Exception {
        var sampler = new Sampler(framesPerSecond);
        var pace = new FilmPace(framesPerSecond);
        long nanos = 0;
        while (nanos < seconds * 1e9) {
            try (var source = VideoSource.open(SourceAddress.parse(file(film).toString()))) {
                for (SourceFrame next = source.next(); next != null && nanos < seconds * 1e9; next = source.next()) {
                    nanos = pace.due(next.timestampMicros(), nanos);
                    if (sampler.keep(nanos)) {
                        Image image = next.image(960);
                        for (Camera camera : cameras) {
                            camera.see(image, nanos);
                        }
                    }
                }
            }
        }
    }

    private static Path file(String film) throws Exception {
        if (!film.equals(DEMO)) {
            Path file = VIDEOS.resolve(film);
            Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
            return file;
        }
        Path file = folder.resolve("street.mp4");
        if (!Files.exists(file)) {
            try (InputStream street =
                    Objects.requireNonNull(TamperFilmIT.class.getResourceAsStream("/demo/street.mp4"))) {
                Files.copy(street, file);
            }
        }
        return file;
    }
}
