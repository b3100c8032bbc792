package dev.sightline.simulate;

import dev.sightline.video.H264Film;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cameras on the loopback address unless told otherwise: an RTSP/1.0 server (RFC 2326) that plays H.264 films in a loop, over TCP and UDP, each
 * client from the film's start. Safe for use by several threads.
 *
 * <pre>{@code
 * try (var server = RtspServer.builder(clock).stream("yard", H264Film.resource("/demo/street.mp4")).start()) {
 *     server.url("yard"); // rtsp://127.0.0.1:40123/yard
 * }
 * }</pre>
 */
public final class RtspServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RtspServer.class);
    private static final int MOST_CLIENTS = 64;

    private final SecureRandom random = new SecureRandom();
    private final Set<RtspConnection> connections = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private final Map<String, SimulatedCamera> cameras;
    private final @Nullable RtspLogin login;
    private final ServerSocket door;
    private final ExecutorService threads;

    /** What a server is made of. */
    public static final class Builder {
        private final InstantSource clock;
        private final Map<String, SimulatedCamera> cameras = new LinkedHashMap<>();
        private InetAddress host = InetAddress.getLoopbackAddress();
        private int port;
        private @Nullable RtspLogin login;

        private Builder(InstantSource clock) {
            this.clock = clock;
        }

        /** Adds a camera that plays {@code film}; its name is 1 to 63 letters, digits, dots, dashes or underscores. */
        public Builder stream(String name, H264Film film) {
            if (!name.matches("[A-Za-z0-9._-]{1,63}")) {
                throw new IllegalArgumentException("a stream's name is 1 to 63 letters, digits, '.', '_' or '-'");
            }
            cameras.put(name, new SimulatedCamera(name, film));
            return this;
        }

        /** The address to listen at; the default is loopback. */
        public Builder host(InetAddress host) {
            this.host = host;
            return this;
        }

        /** The port to listen at; 0, the default, takes any that is free. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Asks every client for this login; the default is to ask for none. */
        public Builder login(RtspLogin login) {
            this.login = login;
            return this;
        }

        /**
         * Opens the port and serves.
         *
         * @throws IOException if the port is taken
         */
        public RtspServer start() throws IOException {
            RtspServer server = new RtspServer(this);
            server.threads.execute(server::welcome);
            return server;
        }
    }

    private RtspServer(Builder builder) throws IOException {
        clock = builder.clock;
        cameras = Map.copyOf(builder.cameras);
        login = builder.login;
        door = new ServerSocket();
        try {
            door.bind(new InetSocketAddress(builder.host, builder.port));
        } catch (BindException taken) {
            door.close();
            throw new IOException(
                    "port " + builder.port + " is taken; choose another one with --port, or 0 for any free one", taken);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "rtsp-server-" + door.getLocalPort());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts from nothing; {@code clock} is what the cameras' time of day comes from. */
    public static Builder builder(InstantSource clock) {
        return new Builder(clock);
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                if (connections.size() >= MOST_CLIENTS) {
                    socket.close();
                } else {
                    serve(socket);
                }
            } catch (IOException closedOrGone) {
                LOG.debug("no client came in: {}", closedOrGone.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        RtspSession session = new RtspSession(random, clock, threads);
        RtspConnection connection =
                new RtspConnection(socket, cameras::get, login, HexFormat.of().formatHex(nonce), session);
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException closing) {
            connection.close();
        }
    }

    /** The port it listens at. */
    public int port() {
        return door.getLocalPort();
    }

    /** The address of a stream, without a login. */
    public String url(String name) {
        camera(name);
        return "rtsp://127.0.0.1:" + port() + "/" + name;
    }

    /** How many clients are connected. */
    public int clients() {
        return connections.size();
    }

    /** Makes a camera silent, with its connections open. */
    public void pause(String name) {
        camera(name).gate().shut();
    }

    /** Ends {@link #pause}; the film goes on where it was. */
    public void resume(String name) {
        camera(name).gate().open();
    }

    /** Loses every {@code packets}-th RTP packet of a camera from now on; 0 loses none. */
    public void loseOneIn(String name, int packets) {
        camera(name).loseOneIn(packets);
    }

    /** Breaks off all connections; clients may come back. */
    public void disconnectAll() {
        connections.forEach(RtspConnection::close);
    }

    private SimulatedCamera camera(String name) {
        SimulatedCamera camera = cameras.get(name);
        if (camera == null) {
            throw new IllegalArgumentException("there is no stream '" + name + "', but " + cameras.keySet());
        }
        return camera;
    }

    /** Ends all connections and threads, within a second. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyClosed) {
            LOG.debug("the port was closed already: {}", alreadyClosed.getMessage());
        }
        disconnectAll();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                LOG.warn("threads of the RTSP server at port {} are still running", port());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
