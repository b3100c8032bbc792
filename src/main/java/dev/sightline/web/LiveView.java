package dev.sightline.web;

import dev.sightline.alert.Alert;
import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.geometry.Zone;
import dev.sightline.track.TrackEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the page shows, kept from the topics as they are read. Memory is bounded: at most 1,000 cameras, about 256 MB of
 * pictures over all of them (30 pictures and 8 MB for one), 300 active tracks a camera, and 200 alerts with 32 MB of
 * evidence. Safe for use by several threads; nothing here waits.
 */
public final class LiveView {
    static final int MAX_CAMERAS = 1_000;

    private static final long MAX_BYTES = 256L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private final Map<String, CameraView> cameras = new ConcurrentHashMap<>();
    private final AlertLog alerts = new AlertLog();
    private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();

    /** A view of nothing yet. */
    public LiveView() {}

    /** Takes a frame's picture. */
    public void frame(Frame frame) {
        CameraView camera = of(frame.id().camera());
        if (camera != null) {
            emit(camera.frame(frame, Math.min(FrameRing.MAX_BYTES, MAX_BYTES / cameras.size())));
        }
    }

    /** Takes a frame's detections; the page hears of them as soon as the frame's picture is here too. */
    public void detections(Detections detections) {
        CameraView camera = of(detections.frame().camera());
        if (camera != null) {
            emit(camera.detections(detections));
        }
    }

    /** Takes what happened to a track; its number appears on the boxes of later frames. */
    public void track(TrackEvent event) {
        CameraView camera = of(event.id().camera());
        if (camera != null) {
            camera.track(event);
        }
    }

    /** Takes an alert that was raised, with its evidence if that frame is still among the last ones. */
    public void alert(Alert alert) {
        CameraView camera = of(alert.camera());
        if (camera == null || alert.kind() != Alert.Kind.RAISED) {
            return;
        }
        FrameId frame = alert.frame();
        LiveEvent.Raised raised = alerts.add(alert, frame == null ? null : camera.jpeg(frame));
        if (raised != null) {
            camera.alerted();
            emit(raised);
        }
    }

    /** Takes a camera's latest status. */
    public void status(CameraStatus status) {
        CameraView camera = of(status.camera());
        if (camera != null) {
            emit(camera.status(status));
        }
    }

    /** The camera's view, made when it is first heard of; null for one too many. */
    private @Nullable CameraView of(String camera) {
        CameraView view = cameras.get(camera);
        if (view != null) {
            return view;
        }
        if (cameras.size() >= MAX_CAMERAS) {
            LOG.debug("camera {} is not shown: the page shows {} cameras at most", camera, MAX_CAMERAS);
            return null;
        }
        return cameras.computeIfAbsent(camera, CameraView::new);
    }

    private void emit(@Nullable LiveEvent event) {
        if (event != null) {
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    /** Calls {@code listener} with every event from now on, on the thread that brought it; it must not wait. */
    void listen(Consumer<LiveEvent> listener) {
        listeners.add(listener);
    }

    /** The cameras heard of and those with zones, by id. */
    List<CameraView.Snapshot> cameras(Map<String, List<Zone>> zones) {
        var ids = new TreeSet<>(cameras.keySet());
        ids.addAll(zones.keySet());
        return ids.stream()
                .map(id -> snapshot(id, zones.getOrDefault(id, List.of())))
                .toList();
    }

    private CameraView.Snapshot snapshot(String id, List<Zone> zones) {
        CameraView camera = cameras.get(id);
        return camera == null ? CameraView.Snapshot.unheard(id, zones) : camera.snapshot(zones);
    }

    @Nullable
    Jpeg jpeg(String id, long epoch, long sequence) {
        CameraView camera = cameras.get(id);
        return camera == null ? null : camera.jpeg(new FrameId(id, epoch, sequence));
    }

    @Nullable
    Jpeg latest(String id) {
        CameraView camera = cameras.get(id);
        return camera == null ? null : camera.latest();
    }

    List<LiveEvent.Raised> alerts() {
        return alerts.latest();
    }

    AlertLog.@Nullable Evidence evidence(String alert) {
        return alerts.evidence(alert);
    }
}
