package dev.sightline.track;

import dev.sightline.frame.FrameId;
import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Zone;
import dev.sightline.track.TrackEvent.EndReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events that one frame of a camera makes happen.
 *
 * @param epoch of the tracks
 * @param frame the frame
 * @param seen the frame
 * @param zones of the camera
 */
record Reporter(long epoch, FrameId frame, SeenFrame seen, List<Zone> zones) {
    /** For what happens after the last frame of a state; null when it does not know that frame. */
    static @Nullable Reporter ofLast(TrackerState state, List<Zone> zones) {
        SeenFrame last = state.last();
        return last == null
                ? null
                : new Reporter(
                        state.epoch(), new FrameId(state.camera(), state.epoch(), state.sequence()), last, zones);
    }

    /** The ends of the tracks that were told of. */
    List<TrackEvent> streamLost(List<Track> tracks, Instant at) {
        return tracks.stream()
                .filter(track -> !track.isTentative())
                .map(track -> ended(track, at, EndReason.STREAM_LOST))
                .toList();
    }

    TrackId id(Track track) {
        return id(track.number());
    }

    private TrackId id(long number) {
        return new TrackId(frame.camera(), epoch, number);
    }

    TrackEvent started(Track track, long number) {
        return event(TrackEvent.Type.STARTED, id(number), track, seen.at(), null);
    }

    TrackEvent updated(Track track) {
        return event(TrackEvent.Type.UPDATED, id(track), track, seen.at(), null);
    }

    TrackEvent ended(Track track, Instant at, EndReason reason) {
        return event(TrackEvent.Type.ENDED, id(track), track, at, reason);
    }

    private TrackEvent event(TrackEvent.Type type, TrackId id, Track track, Instant at, @Nullable EndReason reason) {
        BoundingBox box = Rounded.single(track.box().clipped());
        return new TrackEvent(
                type,
                id,
                track.label(),
                track.classIndex(),
                frame,
                seen.ref(),
                seen.detections(),
                seen.model(),
                at,
                track.firstSeen(),
                track.lastSeen(),
                box,
                track.velocity(seen.shape()),
                track.history().scores().median(),
                track.history().scores().latest(),
                track.history().best(),
                track.history().rest().stationarySince(),
                track.history().trail().points(),
                track.classes().counts(),
                zones.stream()
                        .filter(zone -> zone.contains(box))
                        .map(Zone::name)
                        .toList(),
                reason);
    }
}
