package dev.sightline.web;

import dev.sightline.access.AccessRole;
import dev.sightline.access.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the server, and who may ask for it. A handler is reachable only as one of these: the
 * {@link Gate} turns away whatever was registered without.
 */
enum Route implements RouteRole {
    /** The page's own files; they say nothing of cameras. */
    FILES("GET", "/*", null, About.NO_CAMERA),
    LOGIN("POST", "/api/session", null, About.NO_CAMERA),
    WHO("GET", "/api/session", AccessRole.VIEWER, About.NO_CAMERA),
    LOGOUT("DELETE", "/api/session", AccessRole.VIEWER, About.NO_CAMERA),
    CAMERAS("GET", "/api/cameras", AccessRole.VIEWER, About.OWN_CAMERAS),
    LATEST("GET", "/api/cameras/{camera}/latest.jpg", AccessRole.VIEWER, About.ONE_CAMERA),
    FRAME("GET", "/api/cameras/{camera}/frames/{epoch}-{sequence}.jpg", AccessRole.VIEWER, About.ONE_CAMERA),
    ALERTS("GET", "/api/alerts", AccessRole.VIEWER, About.OWN_CAMERAS),
    EVIDENCE("GET", "/api/alerts/{alert}.jpg", AccessRole.VIEWER, About.OWN_CAMERAS),
    EVENTS("GET", "/api/events", AccessRole.VIEWER, About.OWN_CAMERAS),
    PROFILE("GET", "/api/profile", AccessRole.VIEWER, About.NO_CAMERA),
    SWITCH("PUT", "/api/profile/{name}", AccessRole.OPERATOR, About.NO_CAMERA),
    LIVE("GET", "/health/live", null, About.NO_CAMERA),
    HEALTH("GET", "/health", AccessRole.VIEWER, About.NO_CAMERA),
    /** Whether all is well is for every scheduler; what is not, for those who may ask for {@link #HEALTH} too. */
    READY("GET", "/health/ready", null, About.NO_CAMERA),
    METRICS("GET", "/metrics", AccessRole.VIEWER, About.EVERY_CAMERA);

    private final String method;
    private final String path;
    private final @Nullable AccessRole least;
    private final About about;

    /** Which cameras an answer tells of. */
    enum About {
        /** Of none. */
        NO_CAMERA,
        /** Of the one in the address, for those who see it. */
        ONE_CAMERA,
        /** Of those that the visitor sees; the handler leaves the others out. */
        OWN_CAMERAS,
        /** Of all at once, for those who see all. */
        EVERY_CAMERA
    }

    Route(String method, String path, @Nullable AccessRole least, About about) {
        this.method = method;
        this.path = path;
        this.least = least;
        this.about = about;
    }

    /** Registers what answers here. */
    void serve(RoutesConfig routes, Handler handler) {
        routes.addHttpHandler(HandlerType.findOrCreate(method), path, handler, this);
    }

    /** Whether nobody is asked who they are. */
    boolean open() {
        return least == null;
    }

    /**
     * Whether this is for the visitor.
     *
     * @param camera the one in the address, null where there is none
     */
    boolean admits(Visitor visitor, @Nullable String camera) {
        return (least == null || visitor.role().covers(least))
                && switch (about) {
                    case NO_CAMERA, OWN_CAMERAS -> true;
                    case ONE_CAMERA -> camera != null && visitor.sees(camera);
                    case EVERY_CAMERA -> visitor.seesEveryCamera();
                };
    }

    /** Whether a request here changes something. */
    boolean changes() {
        return !method.equals("GET");
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    @Nullable
    AccessRole least() {
        return least;
    }

    About about() {
        return about;
    }
}
