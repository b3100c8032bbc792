package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameId;
import dev.sightline.track.TrackEvent.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The work of {@link SortTracker} on one frame; used once, by one thread. */
final class SortStep {
    private final TrackerSettings settings;
    private final TrackerState before;
    private final Detections frame;
    private final Instant at;
    private final List<Track> tracks = new ArrayList<>();
    private final List<TrackEvent> events = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();
    private long nextNumber;

    SortStep(TrackerSettings settings, TrackerState before, Detections frame) {
        this.settings = settings;
        this.before = before;
        this.frame = frame;
        this.at = frame.receivedAt();
        this.nextNumber = before.nextNumber();
    }

    TrackerUpdate update() {
        FrameId id = frame.frame();
        if (!before.isBefore(id)) {
            return new TrackerUpdate(before, List.of(), List.of());
        }
        List<Track> alive = id.epoch() > before.epoch() ? endAll() : before.tracks();
        if (frame.skipped() == null) {
            follow(endExpired(alive));
        } else {
            tracks.addAll(alive);
        }
        var after = new TrackerState(before.camera(), id.epoch(), id.sequence(), nextNumber, tracks);
        return new TrackerUpdate(after, events, seen);
    }

    private List<Track> endAll() {
        before.tracks().forEach(track -> end(track, EndReason.STREAM_LOST));
        return List.of();
    }

    private List<Track> endExpired(List<Track> alive) {
        var kept = new ArrayList<Track>();
        for (Track track : alive) {
            if (track.isExpired(at, settings.maxAge())) {
                end(track, EndReason.LOST);
            } else {
                kept.add(track);
            }
        }
        return kept;
    }

    private void end(Track track, EndReason reason) {
        if (!track.isTentative()) {
            events.add(event(TrackEvent.Type.ENDED, track, reason));
        }
    }

    private void follow(List<Track> alive) {
        int[] detectionOf = new Association(alive, frame, settings).detectionOfTrack();
        var free = new ArrayList<>(
                IntStream.range(0, frame.detections().size()).boxed().toList());
        for (int i = 0; i < alive.size(); i++) {
            if (detectionOf[i] >= 0) {
                free.remove((Integer) detectionOf[i]);
                see(alive.get(i).seen(detection(detectionOf[i]), at), detectionOf[i]);
            } else if (!alive.get(i).isTentative()) {
                tracks.add(alive.get(i).missed());
            }
        }
        for (int index : free) {
            if (detection(index).score() >= settings.minScore() && tracks.size() < TrackerState.MAX_TRACKS) {
                see(Track.beginning(detection(index), at), index);
            }
        }
    }

    private Detection detection(int index) {
        return frame.detections().get(index);
    }

    /** Keeps a track that is in this frame, and tells about it. */
    private void see(Track track, int detection) {
        Track kept = track;
        if (track.isTentative() && track.hits() >= settings.minHits()) {
            kept = track.confirmed(nextNumber++);
            events.add(event(TrackEvent.Type.STARTED, kept, null));
        } else if (!track.isTentative() && isDue(track)) {
            kept = track.told();
            events.add(event(TrackEvent.Type.UPDATED, kept, null));
        }
        tracks.add(kept);
        if (!kept.isTentative()) {
            seen.add(new Sighting(id(kept), detection, kept.box()));
        }
    }

    private boolean isDue(Track track) {
        return Duration.between(track.lastEvent(), at).abs().compareTo(settings.updateInterval()) >= 0;
    }

    private TrackId id(Track track) {
        return new TrackId(before.camera(), frame.frame().epoch(), track.number());
    }

    private TrackEvent event(TrackEvent.Type type, Track track, @Nullable EndReason reason) {
        long epoch =
                reason == EndReason.STREAM_LOST ? before.epoch() : frame.frame().epoch();
        return new TrackEvent(
                type,
                new TrackId(before.camera(), epoch, track.number()),
                track.label(),
                track.classIndex(),
                frame.frame(),
                frame.ref(),
                at,
                track.firstSeen(),
                track.lastSeen(),
                track.box().clipped(),
                track.score(),
                track.bestScore(),
                reason);
    }
}
