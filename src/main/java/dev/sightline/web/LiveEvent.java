package dev.sightline.web;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertObject;
import dev.sightline.camera.CameraStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that the page shows as it happens. Times are milliseconds since 1970-01-01 UTC, boxes normalised. */
sealed interface LiveEvent {
    /** The id of the camera that it tells of. */
    String camera();

    /** The event's name on the wire. */
    default String type() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /**
     * A frame whose picture is at hand and whose detections are known.
     *
     * @param frame epoch and sequence number, {@code epoch-sequence}
     * @param url where the JPEG is
     * @param width of the JPEG in pixels
     * @param height of the JPEG in pixels
     * @param skipped why the frame was not looked at, or null when it was
     */
    record Picture(
            String camera,
            String frame,
            String url,
            @Nullable Long capturedAt,
            long receivedAt,
            int width,
            int height,
            @Nullable String skipped,
            List<Box> boxes)
            implements LiveEvent {}

    /**
     * One detection.
     *
     * @param score in [0, 1]
     * @param track the number of the track it most likely belongs to, or null
     */
    record Box(
            String label,
            double score,
            double left,
            double top,
            double right,
            double bottom,
            @Nullable Long track) {}

    /** A camera's status; the counts are of its present epoch. {@code tamperedSince} is null when nothing is wrong. */
    record Status(
            String camera,
            String state,
            long at,
            long since,
            String detail,
            double framesPerSecond,
            long received,
            long corrupt,
            Map<String, Long> dropped,
            long produced,
            long reconnects,
            String tampering,
            @Nullable Long tamperedSince)
            implements LiveEvent {
        static Status of(CameraStatus status) {
            var tampered = status.tamperedSince();
            return new Status(
                    status.camera(),
                    status.state().name(),
                    status.at().toEpochMilli(),
                    status.since().toEpochMilli(),
                    status.detail(),
                    status.framesPerSecond(),
                    status.received(),
                    status.corrupt(),
                    status.dropped(),
                    status.produced(),
                    status.reconnects(),
                    status.tampering().name(),
                    tampered == null ? null : tampered.toEpochMilli());
        }
    }

    /**
     * An alert.
     *
     * @param url where the evidence JPEG is, or null when it is not at hand
     * @param boxes where the objects were in it
     */
    record Raised(
            String id,
            String rule,
            String camera,
            String zone,
            long at,
            long since,
            String message,
            @Nullable String url,
            List<Box> boxes)
            implements LiveEvent {
        static Raised of(Alert alert, @Nullable String url) {
            return new Raised(
                    alert.id(),
                    alert.rule(),
                    alert.camera(),
                    alert.zone(),
                    alert.at().toEpochMilli(),
                    alert.since().toEpochMilli(),
                    alert.message(),
                    url,
                    alert.objects().stream().map(Raised::box).toList());
        }

        private static Box box(AlertObject object) {
            var place = object.box();
            return new Box(
                    object.label(),
                    object.score(),
                    place.left(),
                    place.top(),
                    place.right(),
                    place.bottom(),
                    object.track().number());
        }
    }
}
