package dev.sightline.simulate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Ties RTP time to the time of day (RFC 3550, 6.4.1), with the name that goes with it (6.5). */
final class SenderReport {
    /** Seconds from 1900-01-01, where NTP counts from, to 1970-01-01. */
    private static final long NTP_EPOCH = 2_208_988_800L;

    private static final byte[] NAME = "sightline".getBytes(StandardCharsets.US_ASCII);

    private SenderReport() {}

    /** The packet that says that {@code rtpTime} was at {@code now}. */
    static byte[] of(RtpPacketizer stream, Instant now, int rtpTime) {
        return ByteBuffer.allocate(28 + 20)
                .putInt(0x80c80006)
                .putInt(stream.ssrc())
                .putInt((int) (now.getEpochSecond() + NTP_EPOCH))
                .putInt((int) (((long) now.getNano() << 32) / 1_000_000_000))
                .putInt(rtpTime)
                .putInt(stream.packetCount())
                .putInt(stream.byteCount())
                .putInt(0x81ca0004)
                .putInt(stream.ssrc())
                .put((byte) 1)
                .put((byte) NAME.length)
                .put(NAME)
                .put((byte) 0)
                .array();
    }
}
