package dev.sightline.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.BindException;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** How every server here listens: quietly, with {@link Guard} before every route. */
final class Listening {
    /** Of all headers of a request together, in bytes. */
    private static final int MAX_HEADERS = 8192;

    private Listening() {}

    /**
     * A server that answers at an address.
     *
     * @param origin what browsers have before the path behind a proxy; null without one
     * @param threads the most that answer requests
     * @param choice what to change so that another port is taken
     * @param routes sets up what it answers
     * @throws WebServerException if the port is taken or the address is not one of this machine
     */
    static Javalin at(
            String host,
            int port,
            @Nullable String origin,
            int threads,
            String choice,
            Consumer<JavalinConfig> routes) {
        Javalin server = Javalin.create(config -> {
            configure(config, threads);
            new Guard(host, origin).install(config.routes);
            routes.accept(config);
        });
        try {
            return server.start(host, port);
        } catch (RuntimeException e) {
            server.stop();
            throw new WebServerException(reason(e, host, port, choice), e);
        }
    }

    private static void configure(JavalinConfig config, int threads) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(threads, 4);
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            server.setErrorHandler(new PlainErrors());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new PlainErrors()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(MAX_HEADERS);
        });
        config.http.maxRequestSize = Guard.MAX_BODY;
    }

    private static String reason(Throwable failure, String host, int port, String choice) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        return cause instanceof BindException
                        && String.valueOf(cause.getMessage()).contains("in use")
                ? "port " + port + " is taken; choose another one with " + choice
                : "cannot listen on " + host + ":" + port + ": " + cause.getMessage();
    }
}
