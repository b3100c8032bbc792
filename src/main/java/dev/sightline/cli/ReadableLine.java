package dev.sightline.cli;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.camera.CameraStatus;
import dev.sightline.camera.Tampering;
import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackEvent;
import dev.sightline.wire.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Records as lines for people: time in UTC, camera, what happened. Boxes are left, top, right, bottom in [0, 1]. */
final class ReadableLine {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private ReadableLine() {}

    static String of(Frame frame) {
        String scaled = frame.size().equals(frame.sourceSize()) ? "" : " of " + frame.sourceSize();
        return "%s %s #%d %s%s, %d bytes"
                .formatted(
                        time(frame.receivedAt()),
                        frame.id().camera(),
                        frame.id().sequence(),
                        frame.size(),
                        scaled,
                        frame.jpeg().remaining());
    }

    static String of(Detections seen) {
        String what = seen.skipped() != null
                ? "skipped: " + seen.skipped()
                : seen.detections().isEmpty()
                        ? "nothing"
                        : seen.detections().stream().map(ReadableLine::of).collect(Collectors.joining("; "));
        return "%s %s #%d %s"
                .formatted(
                        time(seen.receivedAt()),
                        seen.frame().camera(),
                        seen.frame().sequence(),
                        what);
    }

    static String of(TrackEvent event) {
        return "%s %s %-7s %s %s %s at %s%s"
                .formatted(
                        time(event.at()),
                        event.frame().camera(),
                        event.type(),
                        event.label(),
                        event.id().number(),
                        score(event.score()),
                        box(event.box()),
                        event.endReason() == null ? "" : ", " + event.endReason());
    }

    static String of(Alert alert) {
        return "%s %s %s: %s%s"
                .formatted(time(alert.at()), alert.camera(), alert.rule(), alert.message(), objects(alert));
    }

    /** The objects of an alert in brackets, or nothing. */
    static String objects(Alert alert) {
        return alert.objects().stream()
                .map(object ->
                        "%s %d, %s".formatted(object.label(), object.track().number(), score(object.score())))
                .collect(Collectors.joining("; ", " (", ")"))
                .replace(" ()", "");
    }

    static String of(AlertEvidence evidence) {
        ByteBuffer jpeg = evidence.jpeg();
        return "%s %s %s %s %s of %s, %s, %s"
                .formatted(
                        time(evidence.at()),
                        evidence.camera(),
                        evidence.rule(),
                        evidence.kind(),
                        evidence.alert(),
                        evidence.frame() == null ? "no frame" : evidence.frame().place(),
                        Counted.of(evidence.tracks().size(), "track"),
                        jpeg == null
                                ? "no picture: " + evidence.reason()
                                : "a picture of " + jpeg.remaining() + " bytes");
    }

    static String of(ProfileSwitch change) {
        return "%s profile %s is on".formatted(time(change.at()), change.profile());
    }

    static String of(CameraStatus status) {
        String dropped = status.dropped().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> ", " + entry.getValue() + " dropped (" + entry.getKey() + ")")
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s %s %s%s, %.1f frames/s, %d received, %d corrupt%s, %d produced%s",
                time(status.at()),
                status.camera(),
                status.state(),
                status.tampering() == Tampering.NONE ? "" : " " + status.tampering(),
                status.framesPerSecond(),
                status.received(),
                status.corrupt(),
                dropped,
                status.produced(),
                status.detail().isEmpty() ? "" : ": " + status.detail());
    }

    static String of(DeadLetter letter) {
        return "%s %s %s %s: %s, %s"
                .formatted(
                        time(letter.at()),
                        camera(letter),
                        new FrameRef(letter.topic(), letter.partition(), letter.offset()).place(),
                        letter.stage(),
                        letter.reason(),
                        letter.detail());
    }

    /** The camera of the record that could not be processed: its key, if it had one. */
    static String camera(DeadLetter letter) {
        ByteBuffer key = letter.key();
        return key == null
                ? "?"
                : StandardCharsets.UTF_8.decode(key.duplicate()).toString();
    }

    private static String of(Detection detection) {
        return detection.label() + " " + score(detection.score()) + " at " + box(detection.box());
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }

    private static String box(BoundingBox box) {
        return String.format(Locale.ROOT, "%.3f %.3f %.3f %.3f", box.left(), box.top(), box.right(), box.bottom());
    }
}
