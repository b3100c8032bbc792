package dev.sightline.simulate;

import java.io.IOException;
import java.util.List;

/** The way of RTP and RTCP packets to one client. For one thread at a time; any thread may close it. */
interface RtpTransport extends AutoCloseable {
    /** The {@code Transport} header's value that tells the client about it. */
    String header();

    /** Sends packets of the stream. */
    void send(List<byte[]> packets) throws IOException;

    /** Sends a control packet. */
    void sendControl(byte[] packet) throws IOException;

    @Override
    void close();
}
