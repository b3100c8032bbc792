package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.alert.Alert;
import dev.sightline.sink.WebhookTarget.Method;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookSinkTest {
    private static final Alert ALERT = Alerts.saying("a \"person\" stands there");
    private static final Path HERE = Path.of("");

    @Test
    void postsTheAlertAsJson() throws Exception {
        try (HttpEnd end = HttpEnd.answering(204)) {
            deliver(local(end.url(), null, false));
            assertThat(end.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.path()).isEqualTo("/hook/t0psecret");
                assertThat(request.header("Content-type")).isEqualTo("application/json");
                assertThat(request.header("Idempotency-key"))
                        .isEqualTo("0123456789abcdef0123456789abcdef-RAISED-CRITICAL");
                assertThat(request.body()).isEqualTo(AlertFields.json(ALERT));
                assertThat(request.headers()).doesNotContainKey("X-sightline-signature");
            });
        }
    }

    @Test
    void fillsInItsTemplateAndSignsIt() throws Exception {
        try (HttpEnd end = HttpEnd.answering(200)) {
            deliver(new WebhookTarget(
                    end.url(),
                    Method.PUT,
                    Map.of("Authorization", "Bearer hunter2"),
                    "{\"text\": \"{{camera}}: {{message}}\"}",
                    "k3y",
                    Duration.ofSeconds(5),
                    false,
                    false,
                    List.of("127.0.0.1"),
                    null));
            HttpEnd.Request request = end.requests().get(0);
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.header("Authorization")).isEqualTo("Bearer hunter2");
            assertThat(request.body()).isEqualTo("{\"text\": \"gate: a \\\"person\\\" stands there\"}");
            assertThat(request.header("X-sightline-timestamp")).isEqualTo("1777889472");
            assertThat(request.header("X-sightline-signature"))
                    .isEqualTo(Signature.of("k3y", "1777889472", request.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** HMAC-SHA-256 of "timestamp.body" by OpenSSL: {@code printf '1.{}' | openssl dgst -sha256 -hmac k3y}. */
    @Test
    void signsAsOthersVerify() {
        assertThat(Signature.of("k3y", "1", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha256=50f3f7ebd799d00581aa918ac0c4e0741250032cba5e49d0011c741f4b06ae62");
    }

    /** Nobody but the names given here knows the host, and they say it once: the connection is to what was checked. */
    @Test
    void asksForTheAddressOnceForEachConnection() throws Exception {
        var asked = new AtomicInteger();
        TargetAddresses.Names names = host -> {
            assertThat(host).isEqualTo("rebinding.invalid");
            String address = asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2";
            return new InetAddress[] {InetAddress.getByName(address)};
        };
        try (HttpEnd end = HttpEnd.answering(204)) {
            String url = "http://rebinding.invalid:" + end.port() + "/";
            try (var sink = new WebhookSink(to(url, "rebinding.invalid"), Alerts.CLOCK, names)) {
                sink.deliver(ALERT);
                assertThat(asked).hasValue(1);
                assertThat(end.requests()).hasSize(1);
                assertThatThrownBy(() -> sink.deliver(ALERT))
                        .as("asked again, and to another address")
                        .isInstanceOf(DeliveryException.class);
                assertThat(asked).hasValue(2);
            }
            asked.set(0);
            try (var sink = new WebhookSink(to(url, "other.invalid"), Alerts.CLOCK, names)) {
                assertThatThrownBy(() -> sink.deliver(ALERT)).hasMessageContaining("is not connected to");
            }
            assertThat(end.requests()).hasSize(1);
        }
    }

    private static WebhookTarget to(String url, String allowed) {
        return new WebhookTarget(
                url, Method.POST, Map.of(), null, null, Duration.ofSeconds(5), false, false, List.of(allowed), null);
    }

    @Test
    void hasTheSameKeyInEachAttempt() throws Exception {
        try (HttpEnd end = HttpEnd.answering(500);
                AlertSink sink = local(end.url(), null, false).open(Alerts.around(HERE))) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> sink.deliver(ALERT))
                        .isInstanceOf(DeliveryException.class)
                        .hasMessage("http://127.0.0.1:" + end.port() + " answers with status 500")
                        .hasFieldOrPropertyWithValue("refused", false);
            }
            assertThat(end.requests())
                    .extracting(request -> request.header("Idempotency-key"))
                    .hasSize(2)
                    .containsOnly(AlertFields.key(ALERT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 410, 413, 422})
    void doesNotTryAgainWhenTheAlertIsRefused(int status) throws Exception {
        try (HttpEnd end = HttpEnd.answering(status)) {
            assertThat(failure(local(end.url(), null, false)).isRefused()).isTrue();
        }
    }

    @Test
    void doesNotWaitForEverForAnAnswer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (HttpEnd end = new HttpEnd(exchange -> await(over))) {
            long start = System.nanoTime();
            assertThat(failure(local(end.url(), null, false))).hasMessageContaining("does not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            over.countDown();
        }
    }

    /** Bytes keep coming, so no single read takes long. */
    @Test
    void doesNotWaitForEverForAnAnswerThatTrickles() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> {
                try (var socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
                    while (!over.await(100, TimeUnit.MILLISECONDS)) {
                        out.write('x');
                        out.flush();
                    }
                } catch (IOException | InterruptedException gone) {
                    over.countDown();
                }
            });
            trickle.start();
            long start = System.nanoTime();
            assertThat(failure(local("http://127.0.0.1:" + server.getLocalPort() + "/", null, false)))
                    .hasMessageContaining("does not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            over.countDown();
            trickle.join();
        }
    }

    @Test
    void readsLittleOfALongAnswer() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        long size = 10L << 20;
        try (HttpEnd end = new HttpEnd(exchange -> {
            exchange.sendResponseHeaders(200, size);
            byte[] block = new byte[65_536];
            try (OutputStream out = exchange.getResponseBody()) {
                while (sent.addAndGet(block.length) < size) {
                    out.write(block);
                }
            } finally {
                over.countDown();
            }
        })) {
            deliver(local(end.url(), null, false));
            assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(sent.get()).isLessThan(size);
        }
    }

    @Test
    void saysThatTheConnectionEnds() throws Exception {
        try (HttpEnd end = new HttpEnd(exchange -> exchange.close())) {
            assertThat(failure(local(end.url(), null, false))).hasMessageContaining("ends the connection");
        }
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port;
        try (HttpEnd end = HttpEnd.answering(200)) {
            port = end.port();
        }
        assertThat(failure(local("http://127.0.0.1:" + port + "/", null, false)))
                .hasMessage("http://127.0.0.1:" + port + " cannot be reached; check host and port");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirectByDefault(int status) throws Exception {
        try (HttpEnd other = HttpEnd.answering(200);
                HttpEnd end = HttpEnd.redirecting(status, other.url())) {
            assertThat(failure(local(end.url(), null, false)))
                    .hasMessageContaining("answers with a redirect (" + status + "), which is not followed");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void followsARedirectOfTheSameHostWithTheWholeRequest() throws Exception {
        try (HttpEnd other = HttpEnd.answering(200);
                HttpEnd end = HttpEnd.redirecting(307, other.url())) {
            deliver(local(end.url(), null, true));
            assertThat(other.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.body()).isEqualTo(AlertFields.json(ALERT)));
        }
    }

    @Test
    void endsALoopOfRedirects() throws Exception {
        try (HttpEnd end = HttpEnd.redirecting(307, "/again")) {
            assertThat(failure(local(end.url(), null, true))).hasMessageContaining("redirects again and again");
            assertThat(end.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/",
                "http://127.0.0.2:PORT/",
                "http://[::1]:PORT/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "//localhost:PORT/"
            })
    void followsNoRedirectToAPrivateAddress(String location) throws Exception {
        try (HttpEnd inside = HttpEnd.answering(200);
                HttpEnd end = HttpEnd.redirecting(307, location.replace("PORT", String.valueOf(inside.port())))) {
            assertThat(failure(local(end.url(), null, true))).hasMessageContaining("redirects to");
            assertThat(inside.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void connectsToNoPrivateAddressUnlessAllowed(String host) throws Exception {
        try (HttpEnd inside = HttpEnd.answering(200)) {
            WebhookTarget target = WebhookTarget.of("http://" + host + ":" + inside.port() + "/");
            assertThat(failure(target)).hasMessageContaining("is at a private, local or reserved address");
            assertThat(inside.requests()).isEmpty();
        }
    }

    @Test
    void keepsItsSecretsToItself() throws Exception {
        try (HttpEnd end = HttpEnd.answering(500)) {
            WebhookTarget target = new WebhookTarget(
                    end.url(),
                    Method.POST,
                    Map.of("Authorization", "Bearer hunter2"),
                    null,
                    "k3y-k3y",
                    Duration.ofSeconds(1),
                    false,
                    true,
                    List.of(),
                    null);
            SinkSettings settings = new SinkSettings("hook", AlertFilter.ALL, RetrySettings.DEFAULT, target);
            assertThat(settings.toString() + failure(target))
                    .doesNotContain("t0psecret")
                    .doesNotContain("hunter2")
                    .doesNotContain("k3y");
        }
    }

    private static WebhookTarget local(String url, @Nullable String body, boolean redirects) {
        return new WebhookTarget(
                url,
                Method.POST,
                Map.of(),
                body,
                null,
                Duration.ofSeconds(1),
                redirects,
                false,
                List.of("127.0.0.1"),
                null);
    }

    private static void deliver(WebhookTarget target) throws DeliveryException {
        try (AlertSink sink = target.open(Alerts.around(HERE))) {
            sink.deliver(ALERT);
        }
    }

    private static DeliveryException failure(WebhookTarget target) {
        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> deliver(target));
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean unused = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
