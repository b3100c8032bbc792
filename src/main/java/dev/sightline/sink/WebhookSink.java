package dev.sightline.sink;

import dev.sightline.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a web server. Each delivery has a connection of its own, which ends at the timeout whatever goes on in it. */
final class WebhookSink implements AlertSink {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSink.class);
    private static final int MOST_REDIRECTS = 3;
    private static final int LONGEST_ANSWER = 8192;

    /** Answers that blame the alert itself: bad request, gone, too large, wrong media type, unprocessable. */
    private static final Set<Integer> REFUSALS = Set.of(400, 410, 413, 415, 422);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final WebhookTarget target;
    private final InstantSource clock;
    private final TargetAddresses addresses;
    private final @Nullable AlertTemplate body;
    private final ScheduledExecutorService deadline;
    private @Nullable CloseableHttpClient client;

    WebhookSink(WebhookTarget target, InstantSource clock, TargetAddresses.Names names) {
        this.target = target;
        this.clock = clock;
        this.addresses = new TargetAddresses(target.allowPrivate(), target.allowedHosts(), names);
        this.body = target.body() == null ? null : AlertTemplate.of("body", target.body());
        this.deadline = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "webhook-deadline");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void deliver(Alert alert) throws DeliveryException {
        long end = System.nanoTime() + target.timeout().toNanos();
        URI address = target.address();
        for (int hop = 0; ; hop++) {
            Optional<URI> next = send(address, alert, end - System.nanoTime());
            if (next.isEmpty()) {
                return;
            }
            if (hop == MOST_REDIRECTS) {
                throw DeliveryException.failed(
                        WebhookTarget.shown(address) + " redirects again and again; correct the url", null);
            }
            address = next.get();
        }
    }

    @Override
    public void close() {
        deadline.shutdownNow();
        CloseableHttpClient open = client();
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
    }

    /** Sends once and returns where to send instead, if anywhere. */
    private Optional<URI> send(URI address, Alert alert, long nanos) throws DeliveryException {
        HttpUriRequestBase request = request(address, alert);
        String host = WebhookTarget.shown(address);
        var stop = deadline.schedule(request::cancel, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        try {
            ClassicHttpResponse response = connected().executeOpen(null, request, null);
            readSome(response);
            int status = response.getCode();
            if (status >= 200 && status < 300) {
                return Optional.empty();
            } else if (REDIRECTS.contains(status)) {
                return Optional.of(redirect(address, status, response.getFirstHeader("Location")));
            } else if (REFUSALS.contains(status)) {
                throw DeliveryException.refused(host + " refuses the alert with status " + status);
            }
            throw DeliveryException.failed(host + " answers with status " + status, null);
        } catch (IOException | RuntimeException e) {
            throw DeliveryException.failed(host + " " + reason(e, request.isCancelled()), e);
        } finally {
            stop.cancel(false);
            request.cancel();
        }
    }

    private HttpUriRequestBase request(URI address, Alert alert) {
        HttpUriRequestBase request = new HttpUriRequestBase(target.method().name(), address);
        String text = body == null ? AlertFields.json(alert) : body.fill(alert, Escape.of(target.contentType()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        request.setHeader(WebhookTarget.CONTENT_TYPE, target.contentType());
        target.headers().forEach(request::setHeader);
        request.setHeader("Idempotency-Key", AlertFields.key(alert));
        String secret = target.secret();
        if (secret != null) {
            String timestamp = String.valueOf(clock.instant().getEpochSecond());
            request.setHeader("X-Sightline-Timestamp", timestamp);
            request.setHeader("X-Sightline-Signature", Signature.of(secret, timestamp, bytes));
        }
        request.setEntity(new ByteArrayEntity(bytes, null));
        return request;
    }

    private URI redirect(URI from, int status, @Nullable Header location) throws DeliveryException {
        String host = WebhookTarget.shown(from);
        if (!target.redirects() || status < 307 || location == null) {
            throw DeliveryException.failed(
                    host + " answers with a redirect (" + status + "), which is not followed; correct the url", null);
        }
        URI to;
        try {
            to = WebhookTarget.address(from.resolve(location.getValue()).toString());
        } catch (IllegalArgumentException e) {
            throw DeliveryException.failed(host + " redirects to what is no address of a webhook", null);
        }
        boolean sameHost = to.getHost().equalsIgnoreCase(target.address().getHost());
        boolean downgrade =
                from.getScheme().equalsIgnoreCase("https") && !to.getScheme().equalsIgnoreCase("https");
        if (downgrade || !(sameHost || addresses.names(to.getHost()))) {
            throw DeliveryException.failed(
                    host + " redirects to " + WebhookTarget.shown(to)
                            + ", which is not followed; if it is meant, correct the url or name the host in"
                            + " allowedHosts",
                    null);
        }
        return to;
    }

    private synchronized @Nullable CloseableHttpClient client() {
        return client;
    }

    private synchronized CloseableHttpClient connected() throws DeliveryException {
        if (client != null) {
            return client;
        }
        Timeout timeout = Timeout.of(target.timeout());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(Trust.context(target.trustedCertificates())))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Sightline")
                .build();
        return client;
    }

    /**
     * A short answer is read to its end, as servers expect, but the status has said all that counts. It is not closed, as
     * that would read a long one to its end too; the end of the request ends the connection.
     */
    private static void readSome(ClassicHttpResponse response) {
        HttpEntity answer = response.getEntity();
        try {
            InputStream content = answer == null ? InputStream.nullInputStream() : answer.getContent();
            content.readNBytes(LONGEST_ANSWER);
        } catch (IOException e) {
            LOG.debug("an answer breaks off", e);
        }
    }

    private static String reason(Exception failure, boolean cancelled) {
        if (failure instanceof RefusedAddressException) {
            return "is not connected to: " + failure.getMessage();
        } else if (failure instanceof UnknownHostException) {
            return "is not known; correct the host or the name service";
        } else if (failure instanceof SSLException) {
            return "cannot be trusted: " + failure.getMessage() + "; correct the host, or name its certificate in"
                    + " trustedCertificates";
        } else if (cancelled || failure instanceof InterruptedIOException) {
            return "does not answer in time; see whether it is well, or raise timeout";
        } else if (failure instanceof ConnectException) {
            return "cannot be reached; check host and port";
        }
        return "ends the connection without an answer";
    }
}
