package dev.sightline.simulate;

import dev.sightline.frame.FrameSource.SourceFrame;
import dev.sightline.frame.SourceAddress;
import dev.sightline.frame.SourceException;
import dev.sightline.video.H264Film;
import dev.sightline.video.VideoSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Films and servers for these tests. */
final class Films {
    private Films() {}

    static H264Film street() throws IOException {
        return H264Film.resource("/demo/street.mp4");
    }

    static RtspServer.Builder serving(String name) throws IOException {
        return RtspServer.builder(Clock.systemUTC()).stream(name, street());
    }

    static SourceAddress address(RtspServer server, String name) {
        return SourceAddress.parse(server.url(name)).withTimeout(Duration.ofSeconds(3));
    }

    /** The stamps of the next pictures, in microseconds. */
    static List<Long> stamps(VideoSource source, int count) throws SourceException {
        List<Long> stamps = new ArrayList<>();
        while (stamps.size() < count) {
            SourceFrame frame = source.next();
            if (frame == null) {
                return stamps;
            }
            stamps.add(frame.timestampMicros());
        }
        return stamps;
    }
}
