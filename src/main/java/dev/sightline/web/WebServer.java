package dev.sightline.web;

import dev.sightline.access.Admission;
import dev.sightline.geometry.Zone;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page, the live view as JSON, JPEG and Server-Sent Events, {@code /health} and {@code /metrics}. On loopback
 * it asks for nobody's token unless the settings say otherwise; on any other address it always does. Opens its port when
 * started. Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {
    /** Every page may hold one thread for its events; the rest answer requests. */
    private static final int MAX_THREADS = EventFeed.MAX_PAGES + 32;

    private static final Profiles NO_PROFILES = new Profiles() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public @Nullable String on() {
            return null;
        }

        @Override
        public void switchTo(String name) {
            throw new IllegalStateException("there are no profiles");
        }
    };

    private final WebSettings settings;
    private final Vitals vitals;
    private final InstantSource clock;
    private final Api api;
    private final EventFeed feed;
    private @Nullable Javalin javalin;

    /**
     * A server that is not started yet.
     *
     * @param view what is shown
     * @param zones the zones of each camera, asked at every look, by several threads; a camera named here is shown before
     *     it is first heard of
     * @param metrics the text of {@code /metrics}
     * @param health the parts that {@code /health} lists
     * @param clock the time that ages are counted by
     */
    public WebServer(
            WebSettings settings,
            LiveView view,
            Map<String, List<Zone>> zones,
            Supplier<String> metrics,
            Supplier<List<HealthCheck>> health,
            InstantSource clock) {
        this.settings = settings;
        vitals = new Vitals(metrics, health);
        this.clock = clock;
        api = new Api(view, zones, clock);
        feed = new EventFeed(new JavalinJackson(), clock);
        view.listen(feed::publish);
    }

    /** Opens the port and answers from then on, without profiles. */
    public void start() {
        start(NO_PROFILES);
    }

    /**
     * Opens the port and answers from then on.
     *
     * @param profiles what can be switched on
     * @throws WebServerException if the port is taken or the address is not one of this machine
     */
    public synchronized void start(Profiles profiles) {
        if (javalin != null) {
            throw new IllegalStateException("the web server was started already");
        }
        javalin = Listening.at(
                settings.host(),
                settings.port(),
                settings.origin(),
                MAX_THREADS,
                "--port, or 0 for any free one",
                config -> configure(config, profiles));
    }

    void configure(JavalinConfig config, Profiles profiles) {
        config.staticFiles.add(files -> {
            files.directory = "/web";
            files.location = Location.CLASSPATH;
            files.roles = Set.of(Route.FILES);
        });
        install(config.routes, profiles);
    }

    /** Every route of {@link Route}, behind its gate. */
    private void install(RoutesConfig routes, Profiles profiles) {
        Sessions sessions = new Sessions(clock);
        Gate gate = new Gate(new Admission(settings.access(), clock), sessions, clock);
        gate.install(routes);
        new SessionApi(gate, sessions, settings.access().asks(), settings.behindTls(), clock).install(routes);
        api.install(routes);
        new ProfileApi(profiles).install(routes);
        Route.EVENTS.serve(routes, feed::serve);
        vitals.install(routes, gate);
    }

    /** The port that it listens on. */
    public synchronized int port() {
        if (javalin == null) {
            throw new IllegalStateException("the web server is not started");
        }
        return javalin.port();
    }

    /** Ends the open pages and frees the port. Safe to call twice. */
    @Override
    public synchronized void close() {
        feed.close();
        if (javalin != null) {
            javalin.stop();
        }
    }
}
