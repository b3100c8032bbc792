package dev.sightline.simulate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts H.264 pictures into RTP packets (RFC 3550, 5.1; RFC 6184, packetization mode 1: single NAL units, 5.6, and FU-A,
 * 5.8). For one thread.
 */
final class RtpPacketizer {
    static final int PAYLOAD_TYPE = 96;
    static final int HEADER = 12;

    private static final int FU_A = 28;
    private static final int START = 0x80;
    private static final int END = 0x40;

    private final int ssrc;
    private final int mostPayload;
    private int sequence;
    private int packets;
    private int bytes;

    /**
     * Starts a stream.
     *
     * @param ssrc the stream's number
     * @param sequence of the first packet, 0 to 65,535
     * @param mostPayload bytes of a packet after its header, at least 3
     */
    RtpPacketizer(int ssrc, int sequence, int mostPayload) {
        this.ssrc = ssrc;
        this.sequence = sequence & 0xffff;
        this.mostPayload = mostPayload;
    }

    /**
     * The packets of one picture; the last one carries the marker.
     *
     * @param rtpTime in 1/90,000 s, wraps around
     */
    List<byte[]> packets(List<byte[]> nalUnits, int rtpTime) {
        List<byte[]> out = new ArrayList<>();
        for (int i = 0; i < nalUnits.size(); i++) {
            byte[] nal = nalUnits.get(i);
            boolean last = i == nalUnits.size() - 1;
            if (nal.length <= mostPayload) {
                out.add(header(last, rtpTime, nal.length).put(nal).array());
            } else {
                fragment(nal, last, rtpTime, out);
            }
        }
        return out;
    }

    private void fragment(byte[] nal, boolean lastNal, int rtpTime, List<byte[]> out) {
        byte indicator = (byte) ((nal[0] & 0xe0) | FU_A);
        int type = nal[0] & 0x1f;
        for (int from = 1; from < nal.length; from += mostPayload - 2) {
            int length = Math.min(mostPayload - 2, nal.length - from);
            boolean end = from + length == nal.length;
            int mark = (from == 1 ? START : 0) | (end ? END : 0);
            out.add(header(lastNal && end, rtpTime, length + 2)
                    .put(indicator)
                    .put((byte) (mark | type))
                    .put(nal, from, length)
                    .array());
        }
    }

    private ByteBuffer header(boolean marker, int rtpTime, int payload) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + payload)
                .put((byte) 0x80)
                .put((byte) (marker ? 0x80 | PAYLOAD_TYPE : PAYLOAD_TYPE))
                .putShort((short) sequence)
                .putInt(rtpTime)
                .putInt(ssrc);
        sequence = (sequence + 1) & 0xffff;
        packets++;
        bytes += payload;
        return packet;
    }

    int ssrc() {
        return ssrc;
    }

    /** The sequence number of the next packet, 0 to 65,535. */
    int sequence() {
        return sequence;
    }

    /** Packets so far, wraps around. */
    int packetCount() {
        return packets;
    }

    /** Bytes of payload so far, wraps around. */
    int byteCount() {
        return bytes;
    }
}
