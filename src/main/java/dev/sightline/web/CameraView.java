package dev.sightline.web;

import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Zone;
import dev.sightline.track.TrackEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one camera now: its last pictures, its active tracks and its status. Frames and detections come on
 * different threads; whichever of the two arrives second completes the picture event. Safe for use by several threads.
 */
final class CameraView {
    private static final int MAX_WAITING = FrameRing.MAX_FRAMES;

    private final String camera;
    private final FrameRing ring = new FrameRing();
    private final ActiveTracks tracks = new ActiveTracks();
    private final Map<FrameId, Detections> waiting = new LinkedHashMap<>();
    private LiveEvent.@Nullable Status status;
    private long epoch;
    private LiveEvent.@Nullable Picture picture;
    private long looked;
    private long skipped;
    private long objects;
    private long alerts;

    /**
     * What the page asks for when it opens.
     *
     * @param looked frames looked at since this view began
     * @param skipped frames passed over since then
     * @param objects detections since then
     * @param alerts raised since then
     */
    record Snapshot(
            String camera,
            LiveEvent.@Nullable Status status,
            LiveEvent.@Nullable Picture picture,
            List<Area> zones,
            long looked,
            long skipped,
            long objects,
            long alerts) {
        static Snapshot unheard(String camera, List<Zone> zones) {
            return new Snapshot(camera, null, null, Area.of(zones), 0, 0, 0, 0);
        }
    }

    /**
     * A zone.
     *
     * @param corners x and y of each corner, normalised
     */
    record Area(String name, List<List<Double>> corners) {
        static List<Area> of(List<Zone> zones) {
            return zones.stream()
                    .map(zone -> new Area(
                            zone.name(),
                            zone.polygon().corners().stream().map(Area::pair).toList()))
                    .toList();
        }

        private static List<Double> pair(Point corner) {
            return List.of(corner.x(), corner.y());
        }
    }

    CameraView(String camera) {
        this.camera = camera;
    }

    /** Keeps the picture; returns the event that it completes, or null. */
    synchronized LiveEvent.@Nullable Picture frame(Frame frame, long maxBytes) {
        ring.add(frame, maxBytes);
        Detections known = waiting.remove(frame.id());
        return known == null ? null : complete(known);
    }

    /** Counts the detections; returns the event that they complete, or null while their picture is not there. */
    synchronized LiveEvent.@Nullable Picture detections(Detections detections) {
        if (detections.skipped() == null) {
            looked++;
        } else {
            skipped++;
        }
        objects += detections.detections().stream()
                .filter(detection -> detection.score() >= ActiveTracks.SHOWN)
                .count();
        LiveEvent.Picture complete = complete(detections);
        if (complete == null) {
            waiting.put(detections.frame(), detections);
            if (waiting.size() > MAX_WAITING) {
                waiting.remove(waiting.keySet().iterator().next());
            }
        }
        return complete;
    }

    private LiveEvent.@Nullable Picture complete(Detections detections) {
        FrameId id = detections.frame();
        Jpeg jpeg = ring.get(id);
        if (jpeg == null) {
            return null;
        }
        String name = id.epoch() + "-" + id.sequence();
        var captured = detections.capturedAt();
        picture = new LiveEvent.Picture(
                camera,
                name,
                "/api/cameras/" + camera + "/frames/" + name + ".jpg",
                captured == null ? null : captured.toEpochMilli(),
                detections.receivedAt().toEpochMilli(),
                jpeg.size().width(),
                jpeg.size().height(),
                detections.skipped(),
                tracks.boxes(detections));
        return picture;
    }

    synchronized void track(TrackEvent event) {
        tracks.accept(event);
    }

    /** Null for one of an earlier epoch, such as that a former ingest of this camera is lost. */
    synchronized LiveEvent.@Nullable Status status(CameraStatus latest) {
        if (latest.epoch() < epoch) {
            return null;
        }
        epoch = latest.epoch();
        status = LiveEvent.Status.of(latest);
        return status;
    }

    /** Counts an alert. */
    synchronized void alerted() {
        alerts++;
    }

    @Nullable
    synchronized Jpeg jpeg(FrameId frame) {
        return ring.get(frame);
    }

    @Nullable
    synchronized Jpeg latest() {
        return ring.latest();
    }

    synchronized Snapshot snapshot(List<Zone> zones) {
        return new Snapshot(camera, status, picture, Area.of(zones), looked, skipped, objects, alerts);
    }
}
