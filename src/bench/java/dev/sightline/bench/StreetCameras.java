package dev.sightline.bench;

import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Four RTSP cameras that show the demo's film, each from another place on. */
final class StreetCameras {
    static final List<String> NAMES = List.of("north", "east", "south", "west");

    private StreetCameras() {}

    static RtspServer start() throws IOException {
        H264Film film = H264Film.resource("/demo/street.mp4");
        var server = RtspServer.builder(Clock.systemUTC());
        for (int i = 0; i < NAMES.size(); i++) {
            server.stream(NAMES.get(i), film.fromKeyFrame(2 * i));
        }
        return server.start();
    }
}
