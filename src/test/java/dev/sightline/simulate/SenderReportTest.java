package dev.sightline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SenderReportTest {
    @Test
    void tiesRtpTimeToTheTimeOfDay() {
        RtpPacketizer stream = new RtpPacketizer(7, 0, 100);
        stream.packets(List.of(new byte[3], new byte[4]), 0);
        ByteBuffer report = ByteBuffer.wrap(SenderReport.of(stream, Instant.parse("1970-01-01T00:00:01.5Z"), 90));
        assertThat(report.getInt(0)).isEqualTo(0x80c80006); // version 2, type 200, 6 more words
        assertThat(report.getInt(4)).isEqualTo(7);
        assertThat(Integer.toUnsignedLong(report.getInt(8))).isEqualTo(2_208_988_801L); // RFC 868
        assertThat(report.getInt(12)).isEqualTo(0x80000000); // half a second
        assertThat(report.getInt(16)).isEqualTo(90);
        assertThat(report.getInt(20)).isEqualTo(2);
        assertThat(report.getInt(24)).isEqualTo(7);
        assertThat(report.getShort(29 + 1)).isEqualTo((short) 4); // the description's length in words, less one
        assertThat(report.capacity()).isEqualTo(28 + 4 * (4 + 1));
    }
}
