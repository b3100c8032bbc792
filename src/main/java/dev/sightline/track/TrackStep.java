package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameId;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.track.TrackEvent.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work of {@link BoxTracker} on one frame; used once, by one thread. */
final class TrackStep {
    /** How far in log-odds the scores of a track may be below the camera's level for it to be believed. */
    private static final double BELIEVED_BELOW = 1;

    /** How much farther for each second that it has been there. */
    private static final double PATIENCE = 0.15;

    /** After so long it is believed whatever the others' scores are, in seconds: nobody is kept secret beside others. */
    private static final double DOUBTED_FOR = 3;

    /** For how long a missed object is shown where it should be, in seconds: one frame at 7 frames/s. */
    private static final double PREDICTED = 0.15;

    /** How much of a shown box is the detection's; the rest is the smoothed one. */
    private static final double FRESH = 0.25;

    /** Which share of its box must be in the picture for a missed object to be still there. */
    private static final double IN_PICTURE = 0.5;

    private final TrackerSettings settings;
    private final TrackerState before;
    private final Detections frame;
    private final Instant at;
    private final List<Track> tracks = new ArrayList<>();
    private final List<TrackEvent> events = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();
    private long nextNumber;
    private ScoreLevel level;

    TrackStep(TrackerSettings settings, TrackerState before, Detections frame) {
        this.settings = settings;
        this.before = before;
        this.frame = frame;
        this.at = frame.receivedAt();
        this.nextNumber = before.nextNumber();
        this.level = before.level();
    }

    TrackerUpdate update() {
        FrameId id = frame.frame();
        if (!before.isBefore(id)) {
            return new TrackerUpdate(before, List.of(), List.of());
        }
        List<Track> alive = id.epoch() > before.epoch() ? endAll() : before.tracks();
        if (frame.skipped() == null) {
            follow(endGone(alive));
        } else {
            tracks.addAll(alive);
        }
        var after = new TrackerState(before.camera(), id.epoch(), id.sequence(), nextNumber, level, tracks);
        return new TrackerUpdate(after, events, seen);
    }

    private List<Track> endAll() {
        before.tracks().forEach(track -> end(track, EndReason.STREAM_LOST));
        return List.of();
    }

    private List<Track> endGone(List<Track> alive) {
        var kept = new ArrayList<Track>();
        for (Track track : alive) {
            if (track.isExpired(at, settings.maxAge()) || hasLeft(track)) {
                end(track, EndReason.LOST);
            } else {
                kept.add(track);
            }
        }
        return kept;
    }

    private boolean hasLeft(Track track) {
        BoundingBox box = track.predicted(at);
        return track.state() == Track.State.LOST && box.clipped().area() < IN_PICTURE * box.area();
    }

    private void end(Track track, EndReason reason) {
        if (!track.isTentative()) {
            events.add(event(TrackEvent.Type.ENDED, track, reason));
        }
    }

    private void follow(List<Track> alive) {
        int[] detectionOf = new Association(alive, frame, settings.lookAlikes())
                .detectionOfTrack(before.level(), settings.minScore());
        boolean[] taken = new boolean[frame.detections().size()];
        for (int i = 0; i < detectionOf.length; i++) {
            if (detectionOf[i] >= 0) {
                taken[detectionOf[i]] = true;
                boolean counts = !alive.get(i).isTentative();
                level = counts ? level.with(detection(detectionOf[i]).score()) : level;
            }
        }
        for (int i = 0; i < detectionOf.length; i++) {
            if (detectionOf[i] >= 0) {
                see(alive.get(i).seen(detection(detectionOf[i]), at), detectionOf[i]);
            } else if (!alive.get(i).isTentative()) {
                miss(alive.get(i).missed());
            }
        }
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && detection(i).score() >= settings.startScore() && tracks.size() < TrackerState.MAX_TRACKS) {
                see(Track.beginning(detection(i), at), i);
            }
        }
    }

    private Detection detection(int index) {
        return frame.detections().get(index);
    }

    /** Keeps a track that is in this frame, and tells about it if it can be believed. */
    private void see(Track track, int detection) {
        Track kept = track;
        boolean believed = isBelieved(track);
        if (believed && track.isTentative() && track.hits() >= settings.minHits()) {
            kept = track.confirmed(nextNumber++);
            events.add(event(TrackEvent.Type.STARTED, kept, null));
        } else if (believed && !track.isTentative() && isDue(track)) {
            kept = track.told();
            events.add(event(TrackEvent.Type.UPDATED, kept, null));
        }
        tracks.add(kept);
        if (believed && !kept.isTentative()) {
            seen.add(new Sighting(
                    id(kept), detection, mixed(kept.box(), detection(detection).box())));
        }
    }

    /** The longer it is there the less its scores must be, for nothing false lasts. */
    private boolean isBelieved(Track track) {
        double seconds = Duration.between(track.firstSeen(), track.lastSeen()).toMillis() * 1e-3;
        return seconds >= DOUBTED_FOR || level.reaches(track.quality(), BELIEVED_BELOW + PATIENCE * seconds);
    }

    private static BoundingBox mixed(BoundingBox smooth, BoundingBox found) {
        return new BoundingBox(
                mixed(smooth.left(), found.left()),
                mixed(smooth.top(), found.top()),
                mixed(smooth.right(), found.right()),
                mixed(smooth.bottom(), found.bottom()));
    }

    private static double mixed(double smooth, double found) {
        return (1 - FRESH) * smooth + FRESH * found;
    }

    /** Keeps a confirmed track that is not in this frame, and shows where it should be if it was seen just now. */
    private void miss(Track track) {
        tracks.add(track);
        BoundingBox box = track.predicted(at);
        Point center = box.center();
        boolean inside = center.x() >= 0 && center.x() <= 1 && center.y() >= 0 && center.y() <= 1;
        if (inside && track.secondsUntil(at) <= PREDICTED && isBelieved(track)) {
            seen.add(new Sighting(id(track), -1, box));
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
