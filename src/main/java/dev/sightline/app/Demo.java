package dev.sightline.app;

import dev.sightline.alert.Limits;
import dev.sightline.alert.Rule;
import dev.sightline.alert.Severity;
import dev.sightline.alert.When;
import dev.sightline.camera.CameraSettings;
import dev.sightline.condition.Anchor;
import dev.sightline.condition.InZone;
import dev.sightline.condition.Lasting;
import dev.sightline.condition.Selection;
import dev.sightline.config.Markings;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.SourceAddress;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.schedule.Always;
import dev.sightline.simulate.RtspServer;
import dev.sightline.video.H264Film;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The cameras of the demo: an RTSP server on loopback that plays the built-in film of a street to two cameras, which
 * watch the same place ten seconds apart, and a rule for each.
 */
public final class Demo implements AutoCloseable {
    /** Half-way through the film, which has a key frame every two seconds. */
    private static final int LATER = 5;

    private static final Zone CROSSING = new Zone(
            "crossing",
            new Polygon(List.of(
                    new Point(0.52, 0.40), new Point(0.80, 0.36), new Point(0.97, 0.58), new Point(0.66, 0.62))));
    private static final Zone DRIVE = new Zone(
            "drive",
            new Polygon(List.of(
                    new Point(0.70, 0.24), new Point(0.92, 0.17), new Point(0.90, 0.42), new Point(0.72, 0.38))));

    private final RtspServer server;

    /**
     * Starts the RTSP server on a free port.
     *
     * @throws IOException if the film cannot be read or no port is free
     */
    public Demo(Clock clock) throws IOException {
        H264Film film = H264Film.resource("/demo/street.mp4");
        server = RtspServer.builder(clock).stream("yard", film).stream("gate", film.fromKeyFrame(LATER))
                .start();
    }

    /** {@code config} with the two cameras, a zone in each and a rule for each zone. */
    public SightlineConfig configure(SightlineConfig config) {
        return config.withCamera(camera("yard"), Markings.of(CROSSING))
                .withCamera(camera("gate"), Markings.of(DRIVE))
                .withRules(List.of(
                        rule("lingering-at-crossing", "yard", CROSSING, Duration.ofSeconds(3)),
                        rule("someone-in-drive", "gate", DRIVE, Duration.ofSeconds(1))));
    }

    private CameraSettings camera(String id) {
        return CameraSettings.of(id, SourceAddress.parse(server.url(id)));
    }

    private static Rule rule(String id, String camera, Zone zone, Duration duration) {
        var people = new Selection(List.of("person"), 0.5, Anchor.BOTTOM_CENTER, List.of(zone));
        return new Rule(
                id,
                camera,
                Severity.WARNING,
                new Lasting(new InZone(people), duration, Rule.GRACE),
                new When(new Always(), List.of()),
                new Limits(Duration.ofSeconds(10), Limits.Scope.RULE, 0, Duration.ofHours(1)),
                List.of(),
                "{objects} in {zone}");
    }

    /** Switches the cameras off, as in a power cut. */
    public void switchOff() {
        server.close();
    }

    @Override
    public void close() {
        switchOff();
    }
}
