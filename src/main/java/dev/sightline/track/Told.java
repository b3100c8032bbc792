package dev.sightline.track;

import java.time.Instant;
import java.util.List;

/**
 * What the last STARTED or UPDATED event said of a track, as far as a change of it makes another event due.
 *
 * @param at the event's time
 * @param label the class in words
 * @param classIndex the class as the model numbers it
 * @param stationary whether the object stayed where it was
 * @param zones the names of the zones it was in
 */
public record Told(Instant at, String label, int classIndex, boolean stationary, List<String> zones) {
    /** Copies the names. */
    public Told {
        zones = List.copyOf(zones);
    }

    static Told by(TrackEvent event) {
        return new Told(event.at(), event.label(), event.classIndex(), event.stationary(), event.zones());
    }

    /** Whether {@code event} says the same but for its time. */
    boolean isLike(TrackEvent event) {
        return equals(new Told(at, event.label(), event.classIndex(), event.stationary(), event.zones()));
    }
}
