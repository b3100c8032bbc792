package dev.sightline.web;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.alert.Severity;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.ImageSize;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Polygon;
import dev.sightline.geometry.Zone;
import dev.sightline.track.EventDraft;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Values as the topics bring them. Frame n of a camera is received n × 200 ms after {@link #START}. */
final class Samples {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final long EPOCH = START.toEpochMilli();
    static final ImageSize SIZE = new ImageSize(640, 480);
    static final Zone DOOR = new Zone(
            "door",
            new Polygon(List.of(new Point(0.6, 0.5), new Point(0.9, 0.5), new Point(0.9, 0.9), new Point(0.6, 0.9))));

    private Samples() {}

    static Instant at(long sequence) {
        return START.plusMillis(200 * sequence);
    }

    static FrameId id(String camera, long sequence) {
        return new FrameId(camera, EPOCH, sequence);
    }

    static Frame frame(String camera, long sequence, byte[] jpeg) {
        return frame(camera, sequence, at(sequence), jpeg);
    }

    static Frame frame(String camera, long sequence, Instant receivedAt, byte[] jpeg) {
        return new Frame(
                id(camera, sequence),
                null,
                receivedAt,
                SIZE,
                SIZE,
                ByteBuffer.wrap(jpeg).asReadOnlyBuffer());
    }

    /** A real JPEG of one colour. */
    static byte[] jpeg(Color colour) {
        var image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, SIZE.width(), SIZE.height());
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Detections detections(String camera, long sequence, Detection... found) {
        return detections(camera, sequence, at(sequence), null, found);
    }

    static Detections detections(
            String camera, long sequence, Instant receivedAt, @Nullable String skipped, Detection... found) {
        return new Detections(
                id(camera, sequence),
                new FrameRef("frames", 0, sequence),
                null,
                receivedAt,
                SIZE,
                new ModelId("ssd", "1", "0".repeat(64)),
                skipped,
                List.of(found));
    }

    static Detection person(double score, BoundingBox box) {
        return new Detection("person", 1, score, box);
    }

    static TrackEvent track(TrackEvent.Type type, String camera, long number, long sequence, BoundingBox box) {
        return track(type, new TrackId(camera, EPOCH, number), at(sequence), box);
    }

    static TrackEvent track(TrackEvent.Type type, TrackId id, Instant at, BoundingBox box) {
        return new EventDraft(id, at)
                .frame(new FrameId(id.camera(), EPOCH, 0), new FrameRef("frames", 0, 0))
                .seen(START, at)
                .box(box)
                .score(0.8, 0.9)
                .event(type);
    }

    static Alert alert(String id, String camera, long sequence, BoundingBox box) {
        return new Alert(
                id,
                Alert.Kind.RAISED,
                "door-watch",
                "0123456789ab",
                Severity.WARNING,
                camera,
                "door",
                at(sequence),
                START,
                List.of(new AlertObject(new TrackId(camera, EPOCH, 12), "person", 0.83, box)),
                id(camera, sequence),
                new FrameRef("frames", 0, sequence),
                new FrameRef("detections", 0, sequence),
                "ab".repeat(32),
                0,
                Map.of(),
                "a person has been at the door for 3 s");
    }

    static CameraStatus status(String camera, CameraStatus.State state, Instant at, String detail) {
        return status(camera, state, at, detail, Tampering.NONE);
    }

    /** A camera that delivers pictures, but of another view. */
    static CameraStatus tampered(String camera, Instant at) {
        return status(camera, CameraStatus.State.CONNECTED, at, "", Tampering.MOVED);
    }

    private static CameraStatus status(
            String camera, CameraStatus.State state, Instant at, String detail, Tampering tampering) {
        return new CameraStatus(
                camera,
                state,
                at,
                START,
                detail,
                EPOCH,
                49,
                100,
                1,
                Map.of("sampling", 49L),
                50,
                2,
                state == CameraStatus.State.CONNECTED ? 5.0 : 0,
                tampering,
                tampering == Tampering.NONE ? null : START);
    }
}
