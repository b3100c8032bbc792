package dev.sightline.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that tell and switch the profile. */
final class ProfileApi {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileApi.class);

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
        Route.PROFILE.serve(routes, ctx -> ctx.json(new State(profiles.names(), profiles.on())));
        Route.SWITCH.serve(routes, this::change);
    }

    private void change(Context ctx) {
        String name = ctx.pathParam("name");
        if (!profiles.names().contains(name)) {
            throw new NotFoundResponse("there is no such profile; see /api/profile");
        }
        try {
            profiles.switchTo(name);
        } catch (RuntimeException e) {
            LOG.warn("profile {} not switched on: {}", name, e.getMessage());
            throw new ServiceUnavailableResponse("the profile was not switched; try again");
        }
        LOG.info("{} has switched profile {} on", Gate.visitor(ctx).name(), name);
        ctx.status(204);
    }
}
