package dev.sightline.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.TooManyRequestsResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for every request, whoever makes it. A server on loopback answers only to the names of loopback, so that a foreign site
 * cannot reach it by pointing its own name there (DNS rebinding). Other sites may neither frame nor embed anything,
 * nor ask for anything but the page's files, requests are limited in number and size,
 * and errors are one line of JSON without any internals.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Pattern STATIC = Pattern.compile("/([a-z]+\\.[a-z]+)?");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    static final int MAX_BODY = 16_384;

    /** A page asks for every picture of every camera, several times a second each. */
    private static final int MAX_REQUESTS = 5000;

    private static final Duration REQUEST_PAUSE = Duration.ofMillis(1);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()");

    private final RateLimit requests;
    private final @Nullable String origin;
    private final boolean loopback;

    /**
     * A guard of what listens at {@code host}.
     *
     * @param origin what browsers have before the path behind a proxy; null without one
     */
    Guard(String host, @Nullable String origin) {
        this(host, origin, new RateLimit(MAX_REQUESTS, REQUEST_PAUSE, System::nanoTime));
    }

    /** The same with another limit of how often an address may ask. */
    Guard(String host, @Nullable String origin, RateLimit requests) {
        this.requests = requests;
        loopback = WebSettings.isLoopback(host);
        this.origin = origin;
    }

    void install(RoutesConfig routes) {
        routes.before(this::check);
        routes.exception(HttpResponseException.class, (e, ctx) -> {
            e.getDetails().forEach(ctx::header);
            fail(ctx, e.getStatus(), e.getMessage());
        });
        routes.exception(Exception.class, Guard::broken);
    }

    private void check(Context ctx) {
        HEADERS.forEach(ctx::header);
        String host = ctx.header("Host");
        if (loopback && !LOOPBACK_NAMES.contains(name(host)) && !own("https://" + host) && !own("http://" + host)) {
            throw new ForbiddenResponse("this server answers to localhost only");
        }
        if (!requests.use(ctx.ip())) {
            throw new TooManyRequestsResponse("too many requests; slow down", Map.of("Retry-After", "1"));
        }
        checkBody(ctx.req().getContentLengthLong());
        if (!STATIC.matcher(ctx.path()).matches()) {
            ctx.header("Cache-Control", "no-store");
            checkOrigin(ctx, host);
        }
    }

    /** Refuses a body of more than {@value #MAX_BODY} bytes. */
    static void checkBody(long bytes) {
        if (bytes > MAX_BODY) {
            throw new ContentTooLargeResponse("a request may have " + MAX_BODY + " bytes");
        }
    }

    /** Refuses what the page of another site asks for; only browsers say so, and they always do. */
    private void checkOrigin(Context ctx, @Nullable String host) {
        String from = ctx.header("Origin");
        String site = ctx.header("Sec-Fetch-Site");
        boolean ours = from == null || own(from) || from.equals("http://" + host) || from.equals("https://" + host);
        boolean here = site == null || OWN_SITES.contains(site);
        if (!ours || !here) {
            throw new ForbiddenResponse("this server does not answer other sites");
        }
    }

    private boolean own(String from) {
        return from.equalsIgnoreCase(origin);
    }

    /** The host name without its port, in lower case; empty when there is none. */
    private static String name(@Nullable String host) {
        return host == null ? "" : host.replaceFirst(":\\d{0,5}$", "").toLowerCase(Locale.ROOT);
    }

    private static void broken(Exception e, Context ctx) {
        if (ctx.res().isCommitted()) {
            LOG.debug("a page went away: {}", e.toString());
        } else {
            LOG.warn("{} {} failed", ctx.method(), ctx.path(), e);
            fail(ctx, 500, "this failed; the program's log says why");
        }
    }

    private static void fail(Context ctx, int status, @Nullable String message) {
        if (status == 401) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
        ctx.status(status).json(Map.of("error", message == null ? "" : message));
    }
}
