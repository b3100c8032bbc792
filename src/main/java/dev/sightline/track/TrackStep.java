package dev.sightline.track;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.geometry.Zone;
import dev.sightline.track.TrackEvent.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work of {@link BoxTracker} on one frame; used once, by one thread. */
final class TrackStep {
    /** How far in log-odds the scores of a track may be below its class's level for it to be believed. */
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
    private final List<Zone> zones;
    private final TrackerState before;
    private final Detections frame;
    private final SeenFrame now;
    private final Reporter reporter;
    private final Instant at;
    private final List<Track> tracks = new ArrayList<>();
    private final List<TrackEvent> events = new ArrayList<>();
    private final List<Sighting> seen = new ArrayList<>();
    private long nextNumber;
    private ScoreLevels levels;

    /** The frame is newer than the state. */
    TrackStep(TrackerSettings settings, List<Zone> zones, TrackerState before, Detections frame, FrameRef record) {
        this.settings = settings;
        this.zones = zones;
        this.before = before;
        this.frame = frame;
        this.now = SeenFrame.of(frame, record);
        this.reporter = new Reporter(frame.frame().epoch(), frame.frame(), now, zones);
        this.at = frame.receivedAt();
        this.nextNumber = before.nextNumber();
        this.levels = before.levels();
    }

    TrackerUpdate update() {
        FrameId id = frame.frame();
        List<Track> alive = endLost(before.tracks());
        if (frame.skipped() == null) {
            follow(endGone(alive));
        } else {
            tracks.addAll(alive);
        }
        for (StreamLoss loss : before.losses()) {
            if (loss.isAfter(id.epoch(), id.sequence())) {
                events.addAll(reporter.streamLost(tracks, loss.at()));
                tracks.clear();
            }
        }
        List<StreamLoss> waiting = before.losses().stream()
                .filter(loss -> !loss.isBefore(id.epoch(), id.sequence()) && !loss.isAfter(id.epoch(), id.sequence()))
                .toList();
        return new TrackerUpdate(
                new TrackerState(before.camera(), id.epoch(), id.sequence(), now, nextNumber, levels, waiting, tracks),
                events,
                seen);
    }

    /** Ends all tracks if the stream was lost before this frame; what is left. */
    private List<Track> endLost(List<Track> alive) {
        FrameId id = frame.frame();
        Reporter last = Reporter.ofLast(before, zones);
        for (StreamLoss loss : before.losses()) {
            if (last != null && loss.isBefore(id.epoch(), id.sequence())) {
                events.addAll(last.streamLost(alive, loss.at()));
                return List.of();
            }
        }
        if (id.epoch() > before.epoch() || isGap(before.last())) {
            events.addAll(new Reporter(before.epoch(), id, now, zones).streamLost(alive, at));
            return List.of();
        }
        return alive;
    }

    private boolean isGap(@Nullable SeenFrame last) {
        return last != null && Duration.between(last.at(), at).compareTo(settings.maxAge()) > 0;
    }

    private List<Track> endGone(List<Track> alive) {
        var kept = new ArrayList<Track>();
        for (Track track : alive) {
            boolean left = hasLeft(track);
            if (left || track.isExpired(at, settings.maxAge())) {
                if (!track.isTentative()) {
                    events.add(reporter.ended(track, at, left ? EndReason.LEFT_FRAME : EndReason.LOST));
                }
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

    private void follow(List<Track> alive) {
        int[] detectionOf = new Association(alive, frame, settings.lookAlikes())
                .detectionOfTrack(before.levels(), settings.minScore());
        boolean[] taken = new boolean[frame.detections().size()];
        for (int i = 0; i < detectionOf.length; i++) {
            if (detectionOf[i] >= 0) {
                taken[detectionOf[i]] = true;
                learn(alive.get(i), detection(detectionOf[i]).score());
            }
        }
        for (int i = 0; i < detectionOf.length; i++) {
            if (detectionOf[i] >= 0) {
                see(alive.get(i).seen(detection(detectionOf[i]), frame), detectionOf[i]);
            } else if (!alive.get(i).isTentative()) {
                miss(alive.get(i).missed());
            }
        }
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && detection(i).score() >= settings.startScore() && tracks.size() < TrackerState.MAX_TRACKS) {
                see(Track.beginning(detection(i), frame), i);
            }
        }
    }

    private void learn(Track track, double score) {
        if (!track.isTentative()) {
            levels = levels.with(settings.lookAlikes().group(track.label()), score);
        }
    }

    private Detection detection(int index) {
        return frame.detections().get(index);
    }

    /** Keeps a track that is in this frame, and tells about it. */
    private void see(Track track, int detection) {
        boolean believed = isBelieved(track);
        TrackEvent event = due(track, believed);
        Track kept = event == null ? track : track.told(event);
        if (event != null) {
            events.add(event);
        }
        tracks.add(kept);
        if (believed && !kept.isTentative()) {
            seen.add(new Sighting(
                    reporter.id(kept),
                    detection,
                    mixed(kept.box(), detection(detection).box())));
        }
    }

    /** What is to be told about a track that is in this frame: its beginning, any change, now and then how it is. */
    private @Nullable TrackEvent due(Track track, boolean believed) {
        Told told = track.told();
        if (told == null) {
            return believed && track.hits() >= settings.minHits() ? reporter.started(track, nextNumber++) : null;
        }
        TrackEvent event = reporter.updated(track);
        return !told.isLike(event) || (believed && isDue(told)) ? event : null;
    }

    private boolean isDue(Told told) {
        return Duration.between(told.at(), at).abs().compareTo(settings.updateInterval()) >= 0;
    }

    /** The longer it is there the less its scores must be, for nothing false lasts. */
    private boolean isBelieved(Track track) {
        double seconds = Duration.between(track.firstSeen(), track.lastSeen()).toMillis() * 1e-3;
        ScoreLevel level = levels.of(settings.lookAlikes().group(track.label()));
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
            seen.add(new Sighting(reporter.id(track), -1, box));
        }
    }
}
