package dev.sightline.web;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.web.LiveEvent.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects of one camera were last seen, which gives the boxes of a new picture their track numbers. Not safe
 * for several threads.
 */
final class ActiveTracks {
    static final int MAX_TRACKS = 300;
    static final int MAX_BOXES = 300;
    static final double MIN_IOU = 0.3;

    /** Fainter detections are shown only where a track is: they are mostly nothing, and kept for the tracker. */
    static final double SHOWN = 0.4;

    static final Duration MAX_AGE = Duration.ofSeconds(3);

    private final Map<TrackId, TrackEvent> active = new LinkedHashMap<>();

    private record Pair(int box, TrackEvent track, double iou) {}

    /** Takes the object's new place, or forgets it when the track has ended. */
    void accept(TrackEvent event) {
        active.remove(event.id());
        if (event.type() == TrackEvent.Type.ENDED) {
            return;
        }
        active.put(event.id(), event);
        if (active.size() > MAX_TRACKS) {
            active.remove(active.keySet().iterator().next());
        }
    }

    /**
     * The boxes of a picture, highest score first, at most {@value #MAX_BOXES}. A box and a track of the same label
     * belong together when they overlap best among those still free, and at least by {@value #MIN_IOU}. Tracks whose
     * last event is further than 3 s from this picture are forgotten.
     */
    List<Box> boxes(Detections detections) {
        forget(detections.receivedAt());
        var shown = detections.detections().stream().limit(MAX_BOXES).toList();
        var tracks = assign(shown);
        var boxes = new ArrayList<Box>(shown.size());
        for (int i = 0; i < shown.size(); i++) {
            if (tracks[i] != null || shown.get(i).score() >= SHOWN) {
                boxes.add(box(shown.get(i), tracks[i]));
            }
        }
        return List.copyOf(boxes);
    }

    private void forget(Instant now) {
        active.values()
                .removeIf(event -> Duration.between(event.lastSeen(), now).abs().compareTo(MAX_AGE) > 0);
    }

    private @Nullable TrackEvent[] assign(List<Detection> detections) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < detections.size(); i++) {
            Detection detection = detections.get(i);
            for (TrackEvent track : active.values()) {
                double iou = track.label().equals(detection.label())
                        ? detection.box().iou(track.box())
                        : 0;
                if (iou >= MIN_IOU) {
                    pairs.add(new Pair(i, track, iou));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
        @Nullable TrackEvent[] assigned = new TrackEvent[detections.size()];
        Set<TrackId> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (assigned[pair.box()] == null && taken.add(pair.track().id())) {
                assigned[pair.box()] = pair.track();
            }
        }
        return assigned;
    }

    private static Box box(Detection detection, @Nullable TrackEvent track) {
        var place = detection.box();
        return new Box(
                detection.label(),
                detection.score(),
                place.left(),
                place.top(),
                place.right(),
                place.bottom(),
                track == null ? null : track.id().number());
    }

    int size() {
        return active.size();
    }
}
