package dev.sightline.video;

import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.frame.SourceException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Finds out what answers at an address before FFmpeg is let loose on it, because FFmpeg tells few failures apart and waits
 * longer for them.
 */
final class RtspProbe {
    private static final Map<String, Integer> PORTS = Map.of("rtsp", 554, "rtsps", 322, "http", 80, "https", 443);
    private static final int LONGEST_LINE = 1024;

    private RtspProbe() {}

    /**
     * Returns if the host can be reached and, for plain RTSP, answers to {@code OPTIONS} (RFC 2326, 10.1).
     *
     * @throws SourceException if not, at the latest when the address's timeout has passed since the host was resolved
     */
    static void check(SourceAddress address) throws SourceException {
        InetSocketAddress server = resolve(address);
        long deadline = System.nanoTime() + address.timeout().toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(server, millisUntil(deadline));
            if (address.scheme().equals("rtsp")) {
                ask(socket, address, server, deadline);
            }
        } catch (SocketTimeoutException late) {
            throw OpenFailure.timeout(address);
        } catch (ConnectException | NoRouteToHostException refused) {
            throw new SourceException(
                    Kind.REFUSED, address + " cannot be reached: nothing listens there, check host and port");
        } catch (SourceException explained) {
            throw explained;
        } catch (IOException broken) {
            throw new SourceException(Kind.BROKEN, address + " broke off the connection: " + broken.getMessage());
        }
    }

    private static InetSocketAddress resolve(SourceAddress address) throws SourceException {
        URI uri;
        try {
            uri = URI.create(address.scheme() + "://" + address.location().split("/", 4)[2]);
        } catch (IllegalArgumentException malformed) {
            throw new SourceException(Kind.UNKNOWN_HOST, address + " is not an address: check host and port");
        }
        if (uri.getHost() == null) {
            throw new SourceException(Kind.UNKNOWN_HOST, address + " is not an address: check host and port");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : PORTS.getOrDefault(address.scheme(), 554);
        try {
            return new InetSocketAddress(InetAddress.getByName(uri.getHost()), port);
        } catch (UnknownHostException unknown) {
            throw new SourceException(Kind.UNKNOWN_HOST, address + ": there is no host of that name");
        }
    }

    private static void ask(Socket socket, SourceAddress address, InetSocketAddress server, long deadline)
            throws IOException {
        String uri = "rtsp://" + server.getHostString() + ":" + server.getPort() + "/";
        socket.getOutputStream()
                .write(("OPTIONS " + uri + " RTSP/1.0\r\nCSeq: 1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (line.length() < LONGEST_LINE) {
            socket.setSoTimeout(millisUntil(deadline));
            int c = in.read();
            if (c < 0 || c == '\n') {
                break;
            }
            line.append((char) c);
        }
        if (line.isEmpty()) {
            throw new SourceException(
                    Kind.BROKEN,
                    address + " hangs up without an answer: it may have too many viewers, or check the port");
        }
        if (!line.toString().startsWith("RTSP/1.")) {
            throw new SourceException(Kind.NOT_RTSP, address + " answers, but does not speak RTSP: check the port");
        }
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis < 1) {
            throw new SocketTimeoutException();
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
