package dev.sightline.simulate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.Image;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceAddress.Transport;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.geometry.ImageSize;
import dev.sightline.simulate.RtspLogin.Scheme;
import dev.sightline.video.H264Film;
import dev.sightline.video.VideoSource;
import dev.sightline.video.VideoWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated camera, watched by a real client. */
@Timeout(60)
class RtspServerIT {
    private static final Path STREET = Path.of("src/main/resources/demo/street.mp4");

    @ParameterizedTest
    @EnumSource
    void deliversTheFilmsPicturesInRealTime(Transport transport) throws IOException {
        try (var server = Films.serving("yard").start();
                var source = VideoSource.open(Films.address(server, "yard").withTransport(transport));
                var film = VideoSource.open(SourceAddress.parse(STREET.toString()))) {
            assertThat(source.format()).isEqualTo(film.format());
            long since = System.nanoTime();
            for (int i = 0; i < 30; i++) {
                SourceFrame received = requireNonNull(source.next());
                SourceFrame original = requireNonNull(film.next());
                assertThat(received.corrupt()).isFalse();
                assertThat(received.timestampMicros()).isEqualTo(original.timestampMicros());
                assertThat(received.image(320).bgr())
                        .isEqualTo(original.image(320).bgr());
            }
            // The first 3 s of the film, less what came in while it was opened.
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BASIC, p@ss:w/rd%#é",
        "DIGEST, p@ss:w/rd%#é",
        "BASIC, 'a b+c&d=e?f'",
        "DIGEST, 'a b+c&d=e?f'",
        "DIGEST, plain",
    })
    void letsInWhoeverHasThePassword(Scheme scheme, String password) throws IOException {
        RtspLogin login = new RtspLogin(scheme, "op@rator", password);
        try (var server = Films.serving("yard").login(login).start()) {
            SourceAddress address = Films.address(server, "yard");
            assertThat(kindOf(address)).isEqualTo(Kind.UNAUTHORIZED);
            assertThat(kindOf(address.withLogin("op@rator", "another"))).isEqualTo(Kind.UNAUTHORIZED);
            try (var source = VideoSource.open(address.withLogin("op@rator", password))) {
                assertThat(source.next()).isNotNull();
            }
        }
    }

    private static Kind kindOf(SourceAddress address) {
        try (var source = VideoSource.open(address)) {
            throw new AssertionError("opened as " + source.format());
        } catch (SourceException refused) {
            return refused.kind();
        }
    }

    @Test
    void playsAShortFilmRoundAndRoundWithoutAStep(@TempDir Path folder) throws IOException {
        ImageSize size = new ImageSize(64, 48);
        Path file = folder.resolve("short.mp4");
        try (var writer = new VideoWriter(file, size, 20)) {
            for (int i = 0; i < 10; i++) {
                writer.write(new Image(size, new byte[3 * 64 * 48]));
            }
        }
        try (var server = RtspServer.builder(Clock.systemUTC()).stream("loop", H264Film.read(file))
                        .start();
                var source = VideoSource.open(Films.address(server, "loop"))) {
            List<Long> stamps = Films.stamps(source, 35);
            assertThat(stamps).hasSize(35);
            for (int i = 1; i < stamps.size(); i++) {
                assertThat(stamps.get(i) - stamps.get(i - 1)).as("step %d", i).isBetween(49_900L, 50_100L);
            }
        }
    }

    @Test
    void goesSilentAndComesBack() throws IOException {
        try (var server = Films.serving("yard").start();
                var source = VideoSource.open(Films.address(server, "yard"))) {
            Films.stamps(source, 10);
            server.pause("yard");
            long since = System.nanoTime();
            await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            server.resume("yard");
            List<Long> stamps = Films.stamps(source, 10);
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofSeconds(1));
            assertThat(stamps).isSorted().doesNotHaveDuplicates().hasSize(10);
        }
    }

    @Test
    void servesSeveralStreamsToSeveralClients() throws IOException {
        H264Film film = Films.street();
        try (var server = RtspServer.builder(Clock.systemUTC()).stream("yard", film).stream(
                                "gate", film.fromKeyFrame(3))
                        .start();
                var yard = VideoSource.open(Films.address(server, "yard"));
                var again = VideoSource.open(Films.address(server, "yard"));
                var gate = VideoSource.open(Films.address(server, "gate"))) {
            byte[] first = requireNonNull(yard.next()).image(160).bgr();
            assertThat(requireNonNull(again.next()).image(160).bgr()).isEqualTo(first);
            assertThat(requireNonNull(gate.next()).image(160).bgr()).isNotEqualTo(first);
            assertThat(server.clients()).isEqualTo(3);
            server.disconnectAll();
            assertThatThrownBy(() -> Films.stamps(yard, 100))
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            await().until(() -> server.clients() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void marksPicturesThatLostPackets(Transport transport) throws IOException {
        try (var server = Films.serving("yard").start()) {
            server.loseOneIn("yard", 37);
            int corrupt = 0;
            try (var source = VideoSource.open(Films.address(server, "yard").withTransport(transport))) {
                for (int i = 0; i < 40; i++) {
                    corrupt += requireNonNull(source.next()).corrupt() ? 1 : 0;
                }
            }
            assertThat(corrupt).isBetween(1, 39);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUnderstoodByFfprobe(Transport transport) throws IOException, InterruptedException {
        Assumptions.assumeTrue(installed(), "ffprobe is not installed");
        RtspLogin login = new RtspLogin(Scheme.DIGEST, "eve", "secret");
        try (var server = Films.serving("yard").login(login).start()) {
            String url = server.url("yard").replace("//", "//eve:secret@");
            Process ffprobe = new ProcessBuilder(
                            "ffprobe",
                            "-v",
                            "error",
                            "-rtsp_transport",
                            transport == Transport.TCP ? "tcp" : "udp",
                            "-read_intervals",
                            "%+2",
                            "-count_frames",
                            "-of",
                            "csv=p=0",
                            "-show_entries",
                            "stream=codec_name,width,height,nb_read_frames",
                            url)
                    .redirectErrorStream(true)
                    .start();
            assertThat(ffprobe.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .matches("h264,768,576,(1[89]|2[0-2])\\s*");
        }
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("ffprobe", "-version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
