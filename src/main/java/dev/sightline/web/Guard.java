package dev.sightline.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds for every request. A server on loopback answers only to the names of loopback, so that a foreign site
 * cannot reach it by pointing its own name there (DNS rebinding). Other sites may neither frame nor embed anything,
 * and errors are one line of JSON without any internals.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> LIVE = Set.of("/health", "/health/live", "/health/ready", "/metrics");
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
            "same-origin");

    private final boolean loopback;

    Guard(String host) {
        loopback = isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    void install(RoutesConfig routes) {
        routes.before(this::check);
        routes.exception(HttpResponseException.class, (e, ctx) -> fail(ctx, e.getStatus(), e.getMessage()));
        routes.exception(Exception.class, Guard::broken);
    }

    private void check(Context ctx) {
        HEADERS.forEach(ctx::header);
        if (ctx.path().startsWith("/api/") || LIVE.contains(ctx.path())) {
            ctx.header("Cache-Control", "no-store");
        }
        if (loopback && !LOOPBACK_NAMES.contains(name(ctx.header("Host")))) {
            throw new ForbiddenResponse("this server answers to localhost only");
        }
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
        ctx.status(status).json(Map.of("error", message == null ? "" : message));
    }
}
