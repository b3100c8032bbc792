package dev.sightline.track;

import java.time.Duration;
import java.time.Instant;

/**
 * Where an object came from: two of its earlier places, the newer one to take over from the older one.
 *
 * @param from half a second to a second before the object was last seen, once it has been seen for so long
 * @param next a place after it
 */
public record Course(Place from, Place next) {
    private static final Duration APART = Duration.ofMillis(500);

    /**
     * Where the object's centre was at a time, normalised.
     *
     * @param at the time
     * @param x from left to right
     * @param y from top to bottom
     */
    public record Place(Instant at, double x, double y) {}

    static Course from(Place place) {
        return new Course(place, place);
    }

    /** After the object was seen at {@code place}. */
    Course to(Place place) {
        return Duration.between(next.at, place.at).compareTo(APART) >= 0 ? new Course(next, place) : this;
    }
}
