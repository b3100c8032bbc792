package dev.sightline.simulate;

import dev.sightline.video.H264Film;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Describes a film's stream (RFC 4566; RFC 6184, 8.2.1). */
final class Sdp {
    private Sdp() {}

    static String of(String name, H264Film film) {
        Base64.Encoder base64 = Base64.getEncoder();
        String profile = HexFormat.of().withUpperCase().formatHex(film.sps(), 1, 4);
        return String.join(
                "\r\n",
                "v=0",
                "o=- 0 0 IN IP4 127.0.0.1",
                "s=" + name,
                "c=IN IP4 0.0.0.0",
                "t=0 0",
                "a=range:npt=0-",
                "m=video 0 RTP/AVP " + RtpPacketizer.PAYLOAD_TYPE,
                "a=rtpmap:" + RtpPacketizer.PAYLOAD_TYPE + " H264/90000",
                "a=fmtp:" + RtpPacketizer.PAYLOAD_TYPE + " packetization-mode=1;profile-level-id=" + profile
                        + ";sprop-parameter-sets=" + base64.encodeToString(film.sps()) + ","
                        + base64.encodeToString(film.pps()),
                String.format(Locale.ROOT, "a=framerate:%.3f", film.framesPerSecond()),
                "a=control:trackID=0",
                "");
    }
}
