package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Films and cameras. */
@Timeout(120)
class DetectCommandIT {
    @TempDir
    Path folder;

    @Test
    void looksAtEveryFrameOfAFilm() throws IOException {
        Path film = Footage.film(folder.resolve("film.mp4"), 40);
        Path out = folder.resolve("out");
        Session session = Session.of("detect", film, "--out", out, "--label", "person", "--min-score", "0.5");
        assertThat(session.err()).isEmpty();
        assertThat(session.code()).isZero();
        assertThat(session.out())
                .singleElement()
                .asString()
                .matches("\\Q" + film + "\\E: 40 frames, \\d+ detections, [\\d.]+ frames/s -> \\Q"
                        + out.resolve("film.mp4") + ", " + out.resolve("film.txt") + "\\E");
        int[] frames = Files.readAllLines(out.resolve("film.txt")).stream()
                .mapToInt(line -> Integer.parseInt(line.split(",", -1)[0]))
                .toArray();
        assertThat(frames).isSorted();
        assertThat(IntStream.of(frames).distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(frames.length / 40.0).as("persons a frame").isBetween(3.0, 8.0);
        assertThat(Footage.frames(out.resolve("film.mp4"))).isEqualTo(40);
    }

    /** The walkers at the back are too small for the network when it looks at the whole street only. */
    @Test
    void findsMoreWithTiles() throws IOException {
        Path film = Footage.film(folder.resolve("film.mp4"), 10);
        List<String> without = persons(film, "without");
        List<String> with = persons(film, "with", "--tiles", "3x2");
        assertThat(with).hasSizeGreaterThan(without.size());
        assertThat(persons(film, "overlapping", "--tiles=3x2", "--tile-overlap=0.5"))
                .as("the same with other tiles")
                .isNotEqualTo(with)
                .isNotEqualTo(without);
    }

    private List<String> persons(Path film, String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        var arguments =
                Stream.of("detect", film, "--out", out, "--label", "person", "--min-score", "0.5", "--no-video");
        assertThat(Session.of(Stream.concat(arguments, Stream.of(options)).toArray())
                        .code())
                .isZero();
        return Files.readAllLines(out.resolve("film.txt"));
    }

    @Test
    void writesALineAFrameAsJson() throws IOException {
        Path film = Footage.film(folder.resolve("film.mp4"), 12);
        Path out = folder.resolve("out");
        assertThat(Session.of("detect", film, "--out", out, "--format", "json", "--no-video")
                        .code())
                .isZero();
        assertThat(Files.readAllLines(out.resolve("film.txt")))
                .hasSize(12)
                .last()
                .asString()
                .startsWith("{\"frame\":12,\"width\":768,\"height\":576,");
        assertThat(out.resolve("film.mp4")).doesNotExist();
    }

    @Test
    void watchesACameraForAWhile() throws IOException {
        try (var server = RtspServer.builder(Clock.systemUTC()).stream("yard", H264Film.resource("/demo/street.mp4"))
                .start()) {
            Path out = folder.resolve("out");
            Session session = Session.of("detect", server.url("yard"), "--out", out, "--seconds", "2");
            assertThat(session.err()).isEmpty();
            assertThat(session.code()).isZero();
            String name = "127.0.0.1-" + server.port() + "-yard";
            assertThat(Files.readAllLines(out.resolve(name + ".txt"))).isNotEmpty();
            assertThat(Footage.frames(out.resolve(name + ".mp4"))).isBetween(2, 60);
        }
    }

    @Test
    void keepsWhatItSawOfACameraThatFellSilent() throws Exception {
        try (var server = RtspServer.builder(Clock.systemUTC()).stream("yard", H264Film.resource("/demo/street.mp4"))
                .start()) {
            Path out = folder.resolve("out");
            var watching = new Thread(() -> {
                Session session = Session.of("detect", server.url("yard"), "--out", out, "--seconds", "0");
                assertThat(session.code()).isEqualTo(1);
                assertThat(session.out()).singleElement().asString().contains(" frames, ");
                assertThat(session.err())
                        .containsExactly("sightline: " + server.url("yard") + " sent no picture for 5000 ms");
            });
            var failure = new AtomicReference<Throwable>();
            watching.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
            watching.start();
            Path text = out.resolve("127.0.0.1-" + server.port() + "-yard.txt");
            await().atMost(Duration.ofSeconds(40)).until(() -> Files.exists(text));
            server.pause("yard");
            watching.join(40_000);
            assertThat(watching.isAlive()).isFalse();
            assertThat(failure.get()).isNull();
        }
    }
}
