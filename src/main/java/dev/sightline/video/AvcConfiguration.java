package dev.sightline.video;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What an MP4 file says once about its H.264 track: ISO/IEC 14496-15, 5.3.3.1, {@code AVCDecoderConfigurationRecord}.
 */
final class AvcConfiguration {
    private final byte[] sps;
    private final byte[] pps;
    private final int lengthBytes;

    private AvcConfiguration(byte[] sps, byte[] pps, int lengthBytes) {
        this.sps = sps;
        this.pps = pps;
        this.lengthBytes = lengthBytes;
    }

    static AvcConfiguration parse(byte[] record) throws IOException {
        try {
            ByteBuffer in = ByteBuffer.wrap(record);
            if (in.get() != 1) {
                throw new IOException("the film is not in MP4: its parameter sets are not in an avcC record");
            }
            in.position(4);
            int lengthBytes = (in.get() & 3) + 1;
            byte[] sps = firstOf(in.get() & 31, in);
            byte[] pps = firstOf(in.get(), in);
            return new AvcConfiguration(sps, pps, lengthBytes);
        } catch (BufferUnderflowException | IllegalArgumentException truncated) {
            throw new IOException("the film's avcC record is truncated", truncated);
        }
    }

    private static byte[] firstOf(int count, ByteBuffer in) throws IOException {
        byte[] first = new byte[0];
        for (int i = 0; i < count; i++) {
            byte[] set = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(set);
            first = i == 0 ? set : first;
        }
        if (first.length < 4) {
            throw new IOException("the film lacks an H.264 parameter set");
        }
        return first;
    }

    byte[] sps() {
        return sps;
    }

    byte[] pps() {
        return pps;
    }

    /** Splits the length-prefixed NAL units of one sample. */
    List<byte[]> split(ByteBuffer sample) throws IOException {
        List<byte[]> units = new ArrayList<>();
        while (sample.remaining() > lengthBytes) {
            int length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (sample.get() & 0xff);
            }
            if (length < 1 || length > sample.remaining()) {
                throw new IOException("a NAL unit of the film is longer than its sample");
            }
            byte[] unit = new byte[length];
            sample.get(unit);
            units.add(unit);
        }
        return units;
    }
}
