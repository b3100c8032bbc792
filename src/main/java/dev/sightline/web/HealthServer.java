package dev.sightline.web;

import dev.sightline.access.Admission;
import io.javalin.Javalin;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers {@code /health} and {@code /metrics} and nothing else, from its start on, to whom the page would answer them.
 * Safe for use by several threads.
 */
public final class HealthServer implements AutoCloseable {
    private static final int THREADS = 8;

    private final Javalin javalin;

    /**
     * Opens the port.
     *
     * @param metrics the text of {@code /metrics}
     * @param health the parts that {@code /health} lists
     * @param clock what the times in signed tokens are compared with
     * @throws WebServerException if the port is taken or the address is not one of this machine
     */
    public HealthServer(
            HealthSettings settings,
            Supplier<String> metrics,
            Supplier<List<HealthCheck>> health,
            InstantSource clock) {
        Vitals vitals = new Vitals(metrics, health);
        Gate gate = new Gate(new Admission(settings.access(), clock), new Sessions(clock), clock);
        javalin = Listening.at(settings.host(), settings.port(), null, THREADS, "--health-port", config -> {
            gate.install(config.routes);
            vitals.install(config.routes, gate);
        });
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Frees the port. Safe to call twice. */
    @Override
    public void close() {
        javalin.stop();
    }
}
