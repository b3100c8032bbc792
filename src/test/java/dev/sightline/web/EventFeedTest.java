package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.camera.CameraStatus;
import dev.sightline.geometry.BoundingBox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final BoundingBox BOX = new BoundingBox(0.25, 0.25, 0.5, 0.75);

    private final LiveView view = new LiveView();
    private final WebServer server = new WebServer(
            new WebSettings("127.0.0.1", 0), view, Map.of(), () -> "", List::of, InstantSource.fixed(Samples.START));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A page: a connection whose lines are read one by one, or not at all. */
    private static final class Page implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Page(int port) throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Reads up to and with the first line that begins so; null when the server ended the answer before. */
        @Nullable
        String line(String start) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith(start)) {
                line = lines.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Page open() throws IOException {
        var page = new Page(server.port());
        assertThat(page.line("HTTP/1.1")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(page.line("event: time")).isNotNull();
        assertThat(page.line("data: ")).isEqualTo("data: {\"now\":" + Samples.EPOCH + "}");
        return page;
    }

    @Test
    void tellsWhatHappensAsItHappens() throws Exception {
        try (var page = open()) {
            view.status(Samples.status("gate", CameraStatus.State.STALLED, Samples.START, "line\nbreak"));
            assertThat(page.line("event: ")).isEqualTo("event: status");
            assertThat(page.line("data: ")).contains("\"state\":\"STALLED\"", "\"detail\":\"line\\nbreak\"");

            view.frame(Samples.frame("gate", 7, new byte[] {1}));
            view.detections(Samples.detections("gate", 7, Samples.person(0.83, BOX)));
            assertThat(page.line("event: ")).isEqualTo("event: picture");
            assertThat(page.line("data: "))
                    .contains("\"frame\":\"" + Samples.EPOCH + "-7\"", "\"label\":\"person\"", "\"track\":null");

            view.alert(Samples.alert("a0", "gate", 7, BOX));
            assertThat(page.line("event: ")).isEqualTo("event: raised");
            assertThat(page.line("data: ")).contains("\"rule\":\"door-watch\"");
        }
    }

    @Test
    void sendsItsTimeWhenNothingHappens() throws Exception {
        try (var page = open()) {
            assertThat(page.line("event: ")).isEqualTo("event: time");
        }
    }

    @Test
    void waitsForNoOneAndTellsASlowPageThatItMissedSomething() throws Exception {
        try (var slow = open();
                var fast = open()) {
            String detail = "x".repeat(12_000);
            int events = 1_000;
            assertThat(Duration.ofNanos(timeToPublish(events, detail))).isLessThan(Duration.ofSeconds(10));
            assertThat(fast.line("event: ")).isNotNull();

            view.alert(Samples.alert("the-last", "gate", 0, BOX));
            assertThat(slow.line("event: missed")).isNotNull();
            String missed = String.valueOf(slow.line("data: "));
            assertThat(Integer.parseInt(missed.replaceAll("\\D", ""))).isBetween(1, events);
            assertThat(slow.line("event: raised")).isNotNull();
            assertThat(fast.line("event: raised")).isNotNull();
        }
    }

    private long timeToPublish(int events, String detail) {
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            view.status(Samples.status("gate", CameraStatus.State.LOST, Samples.START, detail));
        }
        return System.nanoTime() - start;
    }

    @Test
    void servesAHundredPagesAndGivesAPlaceBack() throws Exception {
        var pages = new ArrayList<Page>();
        try {
            for (int i = 0; i < EventFeed.MAX_PAGES; i++) {
                pages.add(open());
            }
            try (var late = new Page(server.port())) {
                assertThat(late.line("HTTP/1.1")).startsWith("HTTP/1.1 503");
            }
            pages.remove(0).close();
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                view.status(Samples.status("gate", CameraStatus.State.LOST, Samples.START, ""));
                try (var next = new Page(server.port())) {
                    assertThat(next.line("HTTP/1.1")).isEqualTo("HTTP/1.1 200 OK");
                }
            });
        } finally {
            for (Page page : pages) {
                page.close();
            }
        }
    }

    @Test
    void endsEveryPageWithinTwoSecondsWhenClosed() throws Exception {
        try (var page = open();
                var unread = open()) {
            String detail = "x".repeat(4_000);
            timeToPublish(2_000, detail);
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(unread.socket.isConnected()).isTrue();
            try {
                assertThat(page.line("never")).isNull();
            } catch (SocketException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }
}
