package dev.sightline.web;

import dev.sightline.access.Admission;
import dev.sightline.access.KeysUnavailableException;
import dev.sightline.access.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where visitors are let in: by a token in the header {@code Authorization: Bearer}, or by the cookie of a
 * login. What is refused says the same of a camera that exists and of one that does not. A request that changes something
 * needs a header that a foreign site cannot send without being asked for first, and nobody here answers such questions.
 */
final class Gate {
    static final String COOKIE = "sightline";

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String BEARER = "Bearer ";
    private static final String HEADER = "X-Sightline";
    private static final String PASS = "pass";
    private static final int MAX_FAILURES = 10;
    private static final Duration FAILURE_PAUSE = Duration.ofSeconds(6);

    private final Admission admission;
    private final Sessions sessions;
    private final InstantSource clock;
    private final RateLimit failures = new RateLimit(MAX_FAILURES, FAILURE_PAUSE, System::nanoTime);

    /**
     * Who makes a request.
     *
     * @param valid whether they would still be let in
     */
    private record Pass(Visitor visitor, BooleanSupplier valid) {}

    Gate(Admission admission, Sessions sessions, InstantSource clock) {
        this.admission = admission;
        this.sessions = sessions;
        this.clock = clock;
    }

    void install(RoutesConfig routes) {
        routes.beforeMatched(this::admit);
    }

    /** Who makes the request, which was let in. */
    static Visitor visitor(Context ctx) {
        return pass(ctx).visitor();
    }

    /** Whether the request would still be let in, for answers that take long; may be asked at any time. */
    static BooleanSupplier valid(Context ctx) {
        return pass(ctx).valid();
    }

    private static Pass pass(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(PASS), "this route is open to everyone");
    }

    private void admit(Context ctx) {
        Route route = ctx.routeRoles().stream()
                .map(Route.class::cast)
                .findFirst()
                .orElseThrow(() -> new ForbiddenResponse("this is open to nobody"));
        if (route.changes() && ctx.header(HEADER) == null) {
            throw new ForbiddenResponse("send the header " + HEADER + ": 1");
        }
        if (route.open()) {
            return;
        }
        Pass pass = admission.asks() ? asked(ctx) : new Pass(Visitor.ANYONE, () -> true);
        if (!route.admits(pass.visitor(), ctx.pathParamMap().get("camera"))) {
            throw new ForbiddenResponse("this is not for you");
        }
        ctx.attribute(PASS, pass);
    }

    /** Who asks for what is open to everyone; null for one who has not shown who they are and would have to elsewhere. */
    @Nullable
    Visitor known(Context ctx) {
        Pass pass = admission.asks() ? shown(ctx) : new Pass(Visitor.ANYONE, () -> true);
        return pass == null ? null : pass.visitor();
    }

    private Pass asked(Context ctx) {
        Pass pass = shown(ctx);
        if (pass == null) {
            throw new UnauthorizedResponse("log in, or send a token that counts here");
        }
        return pass;
    }

    /** What the token or the cookie of a request stands for; null where there is none, or none that counts. */
    private @Nullable Pass shown(Context ctx) {
        String header = ctx.header("Authorization");
        String secret = ctx.cookie(COOKIE);
        if (header != null) {
            Visitor visitor = header.startsWith(BEARER) ? check(ctx, header.substring(BEARER.length())) : null;
            if (visitor != null) {
                return new Pass(visitor, () -> clock.instant().isBefore(visitor.until()));
            }
        } else if (secret != null) {
            Visitor visitor = sessions.visitor(secret);
            if (visitor != null) {
                return new Pass(visitor, () -> sessions.visitor(secret) != null);
            }
        }
        return null;
    }

    /** Whom the token lets in, or null; an address that has sent too many that do not count has to wait. */
    @Nullable
    Visitor check(Context ctx, String token) {
        if (!failures.left(ctx.ip())) {
            throw new TooManyRequestsResponse(
                    "too many tokens that do not count here; wait a minute",
                    Map.of("Retry-After", String.valueOf(FAILURE_PAUSE.toSeconds())));
        }
        try {
            Visitor visitor = admission.visitor(token);
            if (visitor == null) {
                failures.use(ctx.ip());
                LOG.warn("a token from {} does not count here", ctx.ip());
            }
            return visitor;
        } catch (KeysUnavailableException e) {
            throw new ServiceUnavailableResponse("the login server's keys cannot be had now; try again");
        }
    }
}
