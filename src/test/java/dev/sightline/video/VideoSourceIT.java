package dev.sightline.video;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceAddress.Transport;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import dev.sightline.simulate.RtspServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What goes wrong on the way to a camera, and how long it takes to say so. */
@Timeout(60)
class VideoSourceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String OK = "RTSP/1.0 200 OK\r\nCSEQ\r\n";

    /** Opening fails so, within the timeout and one and a half seconds of slack for a busy machine. */
    private static void fails(SourceAddress address, Kind kind) {
        fails(address, kind, TIMEOUT);
    }

    private static void fails(SourceAddress address, Kind kind, Duration bound) {
        long since = System.nanoTime();
        try (VideoSource source = VideoSource.open(address)) {
            throw new AssertionError("opened as " + source.format());
        } catch (SourceException failure) {
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure).hasMessageStartingWith(address.toString());
            assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("Exception");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(bound.plusMillis(1500));
    }

    private static SourceAddress address(String text) {
        return SourceAddress.parse(text).withTimeout(TIMEOUT);
    }

    private static RtspServer street() throws IOException {
        return RtspServer.builder(Clock.systemUTC()).stream("yard", H264Film.resource("/demo/street.mp4"))
                .start();
    }

    @Test
    void thereIsNoSuchHost() {
        fails(address("rtsp://no-such-host.invalid/yard"), Kind.UNKNOWN_HOST);
    }

    @ParameterizedTest
    @CsvSource({"rtsp", "http"})
    void nothingListens(String scheme) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        fails(address(scheme + "://127.0.0.1:" + port + "/yard"), Kind.REFUSED);
    }

    @Test
    void theServerHasNoSuchStream() throws IOException {
        try (RtspServer server = street()) {
            fails(address(server.url("yard") + "2"), Kind.NOT_FOUND);
        }
    }

    @Test
    void thePortSpeaksHttp() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
        try {
            String there = "127.0.0.1:" + http.getAddress().getPort() + "/yard";
            fails(address("rtsp://" + there), Kind.NOT_RTSP);
            fails(address("http://" + there), Kind.NOT_FOUND);
        } finally {
            http.stop(0);
        }
    }

    @Test
    void nobodyAnswers() throws IOException {
        try (var server = new ScriptedServer(request -> "")) {
            fails(server.address("rtsp", TIMEOUT), Kind.TIMEOUT);
            // FFmpeg is asked twice.
            fails(server.address("http", TIMEOUT), Kind.TIMEOUT, TIMEOUT.multipliedBy(2));
        }
    }

    @Test
    void theServerFallsSilentAfterTheFirstAnswer() throws IOException {
        try (var server = new ScriptedServer(request -> request.startsWith("OPTIONS") ? OK + "\r\n" : "")) {
            fails(server.address("rtsp", TIMEOUT), Kind.TIMEOUT, TIMEOUT.multipliedBy(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPictureComes(Transport transport) throws IOException {
        try (RtspServer server = street()) {
            server.pause("yard");
            fails(address(server.url("yard")).withTransport(transport), Kind.TIMEOUT, TIMEOUT.multipliedBy(2));
        }
    }

    @Test
    void thereIsNoVideoTrack() throws IOException {
        String sdp = String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN IP4 127.0.0.1",
                "s=-",
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "m=audio 0 RTP/AVP 0",
                "a=control:trackID=0",
                "");
        String described = OK + "Content-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp;
        try (var server =
                new ScriptedServer(request -> request.startsWith("DESCRIBE") ? described : OK + "Session: 1\r\n\r\n")) {
            fails(server.address("rtsp", TIMEOUT), Kind.NO_VIDEO);
        }
    }

    @Test
    void theLoginIsRefusedWithoutShowingIt() throws IOException {
        Logger ours = (Logger) LoggerFactory.getLogger("dev.sightline");
        Level before = ours.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ours.addAppender(lines);
        ours.setAdditive(false);
        ours.setLevel(Level.TRACE);
        try (var server = new ScriptedServer(request -> request.startsWith("OPTIONS")
                ? OK + "\r\n"
                : "RTSP/1.0 401 p@ss/word\r\nCSEQ\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n")) {
            SourceAddress address = server.address("rtsp", TIMEOUT).withLogin("eve", "p@ss/word");
            assertThatThrownBy(() -> VideoSource.open(address).close())
                    .isInstanceOfSatisfying(SourceException.class, refused -> {
                        assertThat(refused.kind()).isEqualTo(Kind.UNAUTHORIZED);
                        assertThat(refused).hasNoCause();
                        assertThat(refused.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
                    });
        } finally {
            ours.detachAppender(lines);
            ours.setAdditive(true);
            ours.setLevel(before);
        }
        // FFmpeg repeats the server's words, which here are the password.
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains("401"))
                .noneMatch(line -> line.contains("p@ss") || line.contains("p%40ss"));
    }

    @Test
    void theLoginIsTooLongForFfmpeg() throws IOException {
        try (RtspServer server = street()) {
            fails(address(server.url("yard")).withLogin("eve", "é".repeat(21)), Kind.UNAUTHORIZED);
            try (var source = VideoSource.open(address(server.url("yard")).withLogin("eve", "é".repeat(20)))) {
                assertThat(source.next()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStreamFallsSilent(Transport transport) throws IOException {
        try (RtspServer server = street();
                VideoSource source =
                        VideoSource.open(address(server.url("yard")).withTransport(transport))) {
            source.next();
            server.pause("yard");
            long lastPicture = System.nanoTime();
            try {
                for (int i = 0; i < 100; i++) {
                    assertThat(source.next()).isNotNull();
                }
                throw new AssertionError("the stream went on");
            } catch (SourceException silent) {
                assertThat(silent.kind()).isEqualTo(Kind.TIMEOUT);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - lastPicture)).isLessThan(TIMEOUT.plusMillis(1500));
        }
    }

    @ParameterizedTest
    @EnumSource
    void picturesBeforeTheFirstKeyFrameAreCorrupt(Transport transport) throws IOException {
        H264Film street = H264Film.resource("/demo/street.mp4");
        long start = street.accessUnits().get(5).timestampMicros();
        List<H264Film.AccessUnit> joinedLate = street.accessUnits().stream()
                .skip(5)
                .map(unit -> unit.earlier(start))
                .toList();
        H264Film film = new H264Film(street.size(), street.sps(), street.pps(), joinedLate, 19_500_000);
        try (RtspServer server = RtspServer.builder(Clock.systemUTC()).stream("late", film)
                        .start();
                VideoSource source =
                        VideoSource.open(address(server.url("late")).withTransport(transport))) {
            for (int i = 0; i < 20; i++) {
                SourceFrame frame = requireNonNull(source.next());
                // The film's key frame was at 2 s.
                assertThat(frame.corrupt())
                        .as("at %d", frame.timestampMicros())
                        .isEqualTo(frame.timestampMicros() < 1_500_000);
            }
        }
    }

    @Test
    void closingDoesNotWaitForTheReader() throws Exception {
        try (RtspServer server = street()) {
            VideoSource source = VideoSource.open(address(server.url("yard")));
            server.pause("yard");
            CompletableFuture<Kind> reader = CompletableFuture.supplyAsync(() -> endOf(source));
            await().pollDelay(Duration.ofMillis(500)).until(() -> !reader.isDone());
            long since = System.nanoTime();
            source.close();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(500));
            assertThat(reader.get(10, TimeUnit.SECONDS)).isIn(Kind.BROKEN, Kind.TIMEOUT);
        }
    }

    private static Kind endOf(VideoSource source) {
        try {
            while (source.next() != null) {
                // Whatever had come in before the camera fell silent.
            }
            throw new AssertionError("a camera does not end");
        } catch (SourceException ended) {
            return ended.kind();
        }
    }
}
