package dev.sightline.track;

import java.util.List;

/**
 * What a frame did to the tracks of its camera.
 *
 * @param state what to hand in with the next frame
 * @param events what happened: ends first, then starts and updates, older tracks before newer ones
 * @param seen which confirmed tracks are in the frame, older tracks before newer ones; unlike the events, never
 *     rate-limited
 */
public record TrackerUpdate(TrackerState state, List<TrackEvent> events, List<Sighting> seen) {
    /** Copies the lists. */
    public TrackerUpdate {
        events = List.copyOf(events);
        seen = List.copyOf(seen);
    }

    static TrackerUpdate unchanged(TrackerState state) {
        return new TrackerUpdate(state, List.of(), List.of());
    }
}
