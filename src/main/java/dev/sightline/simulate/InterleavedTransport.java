package dev.sightline.simulate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Packets inside the RTSP connection (RFC 2326, 10.12). */
final class InterleavedTransport implements RtpTransport {
    private final RtspConnection connection;
    private final int channel;

    /**
     * Sends over a connection that it does not own.
     *
     * @param channel for RTP, 0 to 254; the next one is for RTCP
     */
    InterleavedTransport(RtspConnection connection, int channel) {
        this.connection = connection;
        this.channel = channel;
    }

    @Override
    public String header() {
        return "RTP/AVP/TCP;unicast;interleaved=" + channel + "-" + (channel + 1);
    }

    @Override
    public void send(List<byte[]> packets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        packets.forEach(packet -> frame(channel, packet, bytes));
        connection.write(bytes.toByteArray());
    }

    @Override
    public void sendControl(byte[] packet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame(channel + 1, packet, bytes);
        connection.write(bytes.toByteArray());
    }

    private static void frame(int channel, byte[] packet, ByteArrayOutputStream out) {
        out.write('$');
        out.write(channel);
        out.write(packet.length >> 8);
        out.write(packet.length);
        out.writeBytes(packet);
    }

    @Override
    public void close() {}
}
