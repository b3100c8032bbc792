package dev.sightline.web;

import dev.sightline.access.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes by which a browser logs in and out. The token is the body of the request; the answer is a cookie. */
final class SessionApi {
    private static final Logger LOG = LoggerFactory.getLogger(SessionApi.class);

    private final Gate gate;
    private final Sessions sessions;
    private final boolean asks;
    private final boolean secure;
    private final InstantSource clock;

    /**
     * Who is asking.
     *
     * @param login whether there is a session to leave
     */
    private record Who(String name, String role, boolean login) {}

    /**
     * The routes.
     *
     * @param asks whether anybody needs to log in
     * @param secure whether browsers come by TLS
     */
    SessionApi(Gate gate, Sessions sessions, boolean asks, boolean secure, InstantSource clock) {
        this.gate = gate;
        this.sessions = sessions;
        this.asks = asks;
        this.secure = secure;
        this.clock = clock;
    }

    void install(RoutesConfig routes) {
        Route.WHO.serve(routes, this::who);
        Route.LOGIN.serve(routes, this::login);
        Route.LOGOUT.serve(routes, this::logout);
    }

    private void who(Context ctx) {
        Visitor visitor = Gate.visitor(ctx);
        String role = visitor.role().name().toLowerCase(Locale.ROOT);
        ctx.json(new Who(visitor.name(), role, asks && ctx.cookie(Gate.COOKIE) != null));
    }

    private void login(Context ctx) throws IOException {
        byte[] body = ctx.bodyInputStream().readNBytes(Guard.MAX_BODY + 1);
        Guard.checkBody(body.length);
        Visitor visitor = gate.check(ctx, new String(body, StandardCharsets.UTF_8).strip());
        if (visitor == null) {
            throw new UnauthorizedResponse("this token does not count here");
        }
        forget(ctx);
        Visitor until = visitor.noLongerThan(clock.instant().plus(Sessions.LIFE));
        Duration life = Duration.between(clock.instant(), until.until());
        ctx.cookie(cookie(sessions.open(visitor), (int) life.toSeconds()));
        LOG.info("{} has logged in from {}", visitor.name(), ctx.ip());
        ctx.status(204);
    }

    private void logout(Context ctx) {
        forget(ctx);
        ctx.cookie(cookie("", 0));
        ctx.status(204);
    }

    private void forget(Context ctx) {
        String secret = ctx.cookie(Gate.COOKIE);
        if (secret != null) {
            sessions.close(secret);
        }
    }

    private Cookie cookie(String secret, int seconds) {
        return new Cookie(Gate.COOKIE, secret, "/", seconds, secure, true, null, SameSite.STRICT);
    }
}
