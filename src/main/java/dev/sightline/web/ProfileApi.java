package dev.sightline.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes that tell and switch the profile. A request that changes something needs a header that a foreign site cannot
 * send without being asked for first, and nobody here answers such questions.
 */
final class ProfileApi {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileApi.class);
    private static final String HEADER = "X-Sightline";

    private final Profiles profiles;

    /**
     * Which profiles there are.
     *
     * @param names all of them
     * @param on the one that is on, null when that is not known
     */
    private record State(List<String> names, @Nullable String on) {}

    ProfileApi(Profiles profiles) {
        this.profiles = profiles;
    }

    void install(RoutesConfig routes) {
        routes.get("/api/profile", ctx -> ctx.json(new State(profiles.names(), profiles.on())));
        routes.put("/api/profile/{name}", this::change);
    }

    private void change(Context ctx) {
        String name = ctx.pathParam("name");
        if (ctx.header(HEADER) == null) {
            throw new ForbiddenResponse("send the header " + HEADER + ": 1");
        }
        if (!profiles.names().contains(name)) {
            throw new NotFoundResponse("there is no such profile; see /api/profile");
        }
        try {
            profiles.switchTo(name);
        } catch (RuntimeException e) {
            LOG.warn("profile {} not switched on: {}", name, e.getMessage());
            throw new ServiceUnavailableResponse("the profile was not switched; try again");
        }
        ctx.status(204);
    }
}
