package dev.sightline.simulate;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one client has set up and is playing. For the thread of its connection. */
final class RtspSession {
    static final int TIMEOUT_SECONDS = 60;

    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d{1,3})");
    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d{1,5})");
    private static final int MOST_PAYLOAD = 1400;

    private final SecureRandom random;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final String id;
    private @Nullable SimulatedCamera camera;
    private @Nullable RtpTransport transport;
    private @Nullable FilmPlayer player;
    private @Nullable RtpPacketizer packetizer;
    private @Nullable Future<?> playing;

    RtspSession(SecureRandom random, InstantSource clock, ExecutorService threads) {
        this.random = random;
        this.clock = clock;
        this.threads = threads;
        byte[] number = new byte[8];
        random.nextBytes(number);
        this.id = HexFormat.of().formatHex(number);
    }

    private String header() {
        return "Session: " + id + ";timeout=" + TIMEOUT_SECONDS;
    }

    RtspResponse setUp(SimulatedCamera wanted, String transportHeader, RtspConnection connection) throws IOException {
        if (playing != null) {
            return RtspResponse.status(455);
        }
        RtpTransport chosen = choose(transportHeader, connection);
        if (chosen == null) {
            return RtspResponse.status(461);
        }
        if (transport != null) {
            transport.close();
        }
        transport = chosen;
        camera = wanted;
        return RtspResponse.ok(header(), "Transport: " + chosen.header());
    }

    private static @Nullable RtpTransport choose(String header, RtspConnection connection) throws IOException {
        if (header.contains("multicast")) {
            return null;
        }
        if (header.contains("RTP/AVP/TCP")) {
            Matcher channel = INTERLEAVED.matcher(header);
            int first = channel.find() ? Integer.parseInt(channel.group(1)) : 0;
            return first > 254 ? null : new InterleavedTransport(connection, first);
        }
        Matcher port = CLIENT_PORT.matcher(header);
        int first = port.find() ? Integer.parseInt(port.group(1)) : 0;
        InetAddress here = connection.localAddress();
        return first < 1 || first > 65_534 ? null : DatagramTransport.open(here, connection.clientAddress(), first);
    }

    /** Gets ready to play; {@link #start} plays, once the client has the answer. */
    RtspResponse play(String uri) {
        if (camera == null || transport == null) {
            return RtspResponse.status(455);
        }
        if (player == null || packetizer == null) {
            packetizer = new RtpPacketizer(random.nextInt(), random.nextInt(), MOST_PAYLOAD);
            player = new FilmPlayer(camera, packetizer, random.nextInt(), transport, clock);
        }
        String info = "url=" + uri.replaceFirst("/?$", "") + "/trackID=0;seq=" + packetizer.sequence() + ";rtptime="
                + Integer.toUnsignedString(player.rtpTime());
        return RtspResponse.ok(header(), "Range: npt=0.000-", "RTP-Info: " + info);
    }

    void start() {
        if (player != null) {
            player.gate().open();
            if (playing == null) {
                playing = threads.submit(player);
            }
        }
    }

    RtspResponse pause() {
        if (player == null) {
            return RtspResponse.status(455);
        }
        player.gate().shut();
        return RtspResponse.ok(header());
    }

    RtspResponse alive() {
        return RtspResponse.ok(header());
    }

    /** Whether a request names this session or none. */
    boolean is(String header) {
        return header.isEmpty() || header.startsWith(id);
    }

    void end() {
        if (playing != null) {
            playing.cancel(true);
        }
        if (transport != null) {
            transport.close();
        }
        camera = null;
        transport = null;
        player = null;
        packetizer = null;
        playing = null;
    }
}
