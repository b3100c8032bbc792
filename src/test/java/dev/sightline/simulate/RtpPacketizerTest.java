package dev.sightline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPacketizerTest {
    private static final int SSRC = 0x01020304;

    /** A key slice (type 5, importance 3) of this many bytes, counting up. */
    private static byte[] nal(int length) {
        byte[] nal = new byte[length];
        for (int i = 1; i < length; i++) {
            nal[i] = (byte) i;
        }
        nal[0] = 0x65;
        return nal;
    }

    @Test
    void writesTheHeaderOfRfc3550() {
        byte[] packet = new RtpPacketizer(SSRC, 0xfffe, 100)
                .packets(List.of(new byte[] {0x65, 7}), 0x0a0b0c0d)
                .get(0);
        assertThat(packet)
                .containsExactly(
                        0x80, // version 2
                        0x80 | 96, // marker, payload type
                        0xff, 0xfe, // sequence
                        0x0a, 0x0b, 0x0c, 0x0d, // time
                        1, 2, 3, 4, // source
                        0x65, 7);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 1, 10", // fits exactly
        "11, 2, '10,4'", // one byte too long: 8 + 2 bytes of the unit
        "17, 2, '10,10'", // two full fragments
        "18, 3, '10,10,3'", // and one byte more
    })
    void cutsAUnitIntoFragments(int length, int count, String sizes) {
        List<byte[]> packets = new RtpPacketizer(SSRC, 0, 10).packets(List.of(nal(length)), 0);
        assertThat(packets).hasSize(count);
        assertThat(packets)
                .extracting(packet -> packet.length - RtpPacketizer.HEADER)
                .containsExactlyElementsOf(Arrays.stream(sizes.split(",", -1))
                        .map(Integer::valueOf)
                        .toList());
        assertThat(reassembled(packets)).isEqualTo(nal(length));
    }

    /** Puts FU-A fragments together as RFC 6184, 5.8 says. */
    private static byte[] reassembled(List<byte[]> packets) {
        ByteArrayOutputStream nal = new ByteArrayOutputStream();
        for (int i = 0; i < packets.size(); i++) {
            ByteBuffer payload = ByteBuffer.wrap(packets.get(i)).position(RtpPacketizer.HEADER);
            if (packets.size() > 1) {
                int indicator = payload.get();
                int header = payload.get();
                assertThat(indicator & 0x1f).isEqualTo(28);
                assertThat((header & 0x80) != 0).as("start").isEqualTo(i == 0);
                assertThat((header & 0x40) != 0).as("end").isEqualTo(i == packets.size() - 1);
                if (i == 0) {
                    nal.write((indicator & 0xe0) | (header & 0x1f));
                }
            }
            byte[] rest = new byte[payload.remaining()];
            payload.get(rest);
            nal.writeBytes(rest);
        }
        return nal.toByteArray();
    }

    @Test
    void marksOnlyTheLastPacketOfAPicture() {
        List<byte[]> packets = new RtpPacketizer(SSRC, 0, 10).packets(List.of(nal(5), nal(15), nal(4)), 0);
        assertThat(packets).extracting(packet -> (packet[1] & 0x80) != 0).containsExactly(false, false, false, true);
    }

    @Test
    void countsOnOverTheEndOfTheSequence() {
        RtpPacketizer packetizer = new RtpPacketizer(SSRC, 0xfffe, 10);
        List<byte[]> packets = packetizer.packets(List.of(nal(1), nal(1), nal(1)), 0);
        assertThat(packets)
                .extracting(
                        packet -> Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(2)))
                .containsExactly(0xfffe, 0xffff, 0);
        assertThat(packetizer.sequence()).isEqualTo(1);
        assertThat(packetizer.packetCount()).isEqualTo(3);
        assertThat(packetizer.byteCount()).isEqualTo(3);
    }
}
