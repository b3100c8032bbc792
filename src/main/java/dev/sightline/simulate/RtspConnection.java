package dev.sightline.simulate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: reads its requests and answers them. */
final class RtspConnection implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RtspConnection.class);
    private static final String METHODS =
            "Public: OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

    private final Socket socket;
    private final Cameras cameras;
    private final @Nullable RtspLogin login;
    private final String nonce;
    private final RtspSession session;

    /** Where the streams are looked up. */
    @FunctionalInterface
    interface Cameras {
        @Nullable
        SimulatedCamera find(String name);
    }

    RtspConnection(Socket socket, Cameras cameras, @Nullable RtspLogin login, String nonce, RtspSession session) {
        this.socket = socket;
        this.cameras = cameras;
        this.login = login;
        this.nonce = nonce;
        this.session = session;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            // A client that is alive sends something within the session's timeout.
            socket.setSoTimeout(2 * 1000 * RtspSession.TIMEOUT_SECONDS);
            serve(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException gone) {
            LOG.debug("a client is gone: {}", gone.getMessage());
        } finally {
            session.end();
        }
    }

    private void serve(InputStream in) throws IOException {
        try {
            for (RtspRequest request = RtspRequest.read(in); request != null; request = RtspRequest.read(in)) {
                RtspResponse response = answer(request);
                write(response.bytes(request.header("cseq")));
                if (response.status() == 200 && request.method().equals("PLAY")) {
                    session.start();
                } else if (request.method().equals("TEARDOWN")) {
                    return;
                }
            }
        } catch (ProtocolException notRtsp) {
            write(RtspResponse.status(400).bytes("0"));
        }
    }

    private RtspResponse answer(RtspRequest request) throws IOException {
        if (request.method().equals("OPTIONS")) {
            return RtspResponse.ok(METHODS);
        }
        if (login != null && !login.admits(request, nonce)) {
            return RtspResponse.status(401).with(login.challenge(nonce));
        }
        if (!session.is(request.header("session"))) {
            return RtspResponse.status(454);
        }
        return switch (request.method()) {
            case "DESCRIBE", "SETUP" -> aboutStream(request);
            case "PLAY" -> session.play(request.uri());
            case "PAUSE" -> session.pause();
            case "GET_PARAMETER", "SET_PARAMETER" -> session.alive();
            case "TEARDOWN" -> {
                session.end();
                yield RtspResponse.ok();
            }
            default -> RtspResponse.status(405).with(METHODS.replace("Public", "Allow"));
        };
    }

    private RtspResponse aboutStream(RtspRequest request) throws IOException {
        SimulatedCamera camera = cameras.find(request.stream());
        if (camera == null) {
            return RtspResponse.status(404);
        }
        if (request.method().equals("SETUP")) {
            return session.setUp(camera, request.header("transport"), this);
        }
        List<String> headers =
                List.of("Content-Base: " + request.uri().replaceFirst("/?$", "/"), "Content-Type: application/sdp");
        return new RtspResponse(200, headers, Sdp.of(camera.name(), camera.film()));
    }

    /** Sends bytes that belong together. */
    synchronized void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    InetAddress localAddress() {
        return socket.getLocalAddress();
    }

    InetAddress clientAddress() {
        return socket.getInetAddress();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.debug("a client was gone already: {}", alreadyGone.getMessage());
        }
    }
}
