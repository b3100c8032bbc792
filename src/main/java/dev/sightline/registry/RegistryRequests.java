package dev.sightline.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to a registry, made again while it is away. Follows no redirect: it would carry the login elsewhere. */
final class RegistryRequests {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryRequests.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MAX_BYTES = 4 << 20;
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    /** Request timeout, too many requests, and what a server says that is about to start or to stop. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final URI base;
    private final @Nullable String authorization;
    private final HttpClient client;
    private volatile @Nullable String trouble;

    RegistryRequests(RegistrySettings settings) {
        base = RegistrySettings.address(Objects.requireNonNull(settings.url(), "a registry has an address"));
        authorization = authorization(settings);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_LIMIT)
                .sslContext(Tls.context(settings))
                .build();
    }

    private static @Nullable String authorization(RegistrySettings settings) {
        if (settings.token() != null) {
            return "Bearer " + settings.token();
        } else if (settings.user() != null) {
            String login = settings.user() + ":" + (settings.password() == null ? "" : settings.password());
            return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * The answer to a request, whatever it is, except that it is not about logins.
     *
     * @param body JSON, or null for none
     * @throws RegistryException if there is none before the deadline, or the login is refused
     */
    RegistryAnswer send(String method, String path, @Nullable String body, Deadline deadline) {
        HttpRequest request = request(method, path, body);
        while (true) {
            String reason;
            Exception cause = null;
            try {
                RegistryAnswer answer = answer(request);
                if (!PASSING.contains(answer.status())) {
                    return admitted(answer);
                }
                reason = "answers " + answer.status();
            } catch (SSLException e) {
                throw failed("cannot be trusted: " + e.getMessage() + "; check kafka.schemaRegistry.trustStore", e);
            } catch (ConnectException e) {
                reason = "does not take connections";
                cause = e;
            } catch (IOException e) {
                reason = "does not answer";
                cause = e;
            }
            note(reason);
            if (deadline.left().compareTo(PAUSE) < 0) {
                throw failed(reason + "; start it, or correct kafka.schemaRegistry.url", cause);
            }
            pause();
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Accept", TYPE + ", application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private RegistryAnswer admitted(RegistryAnswer answer) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw failed(
                    "refuses the login (" + answer.status() + "); check kafka.schemaRegistry.user, password or token",
                    null);
        }
        if (trouble != null) {
            trouble = null;
            LOG.info("the schema registry at {} answers again", base);
        }
        return answer;
    }

    private RegistryException failed(String what, @Nullable Exception cause) {
        note(what);
        return new RegistryException("the schema registry at " + base + " " + what, cause);
    }

    private void note(String what) {
        if (!what.equals(trouble)) {
            trouble = what;
            LOG.warn("the schema registry at {} {}", base, what);
        }
    }

    /** The client's own time limit ends with the header of an answer; this one does with all of it. */
    private RegistryAnswer answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> sent = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return sent.thenApplyAsync(this::whole).get(REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no whole answer within " + REQUEST_LIMIT.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while the schema registry was asked", e);
        }
    }

    private RegistryAnswer whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("the answer is longer than 4 MB");
            }
            return new RegistryAnswer(
                    base.toString(), response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while the schema registry was waited for", e);
        }
    }
}
