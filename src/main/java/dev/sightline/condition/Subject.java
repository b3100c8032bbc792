package dev.sightline.condition;

import dev.sightline.track.TrackId;
import java.util.List;

/**
 * What a condition is true of.
 *
 * @param tracks the objects, none for the scene as a whole, two for a pair
 * @param zone the name of the zone or line, empty for the whole picture
 */
public record Subject(List<TrackId> tracks, String zone) {
    /** The scene as a whole. */
    public static final Subject SCENE = new Subject(List.of(), "");

    /** Copies the list. */
    public Subject {
        tracks = List.copyOf(tracks);
    }

    static Subject of(TrackId track, String zone) {
        return new Subject(List.of(track), zone);
    }

    /** Whether both may speak of the same: one of them of the whole scene, or one of objects that the other has too. */
    boolean fits(Subject other) {
        return tracks.containsAll(other.tracks) || other.tracks.containsAll(tracks);
    }

    /** The objects of both, in the zone that is named first. */
    Subject with(Subject other) {
        List<TrackId> more = other.tracks.size() > tracks.size() ? other.tracks : tracks;
        return new Subject(more, zone.isEmpty() ? other.zone : zone);
    }
}
