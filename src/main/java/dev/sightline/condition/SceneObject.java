package dev.sightline.condition;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.geometry.Point;
import dev.sightline.track.PathPoint;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.Velocity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object in a scene: what the last event of its track said.
 *
 * @param id its track
 * @param label its class in words
 * @param score the highest that its track has had, in [0, 1]: who was once seen well is not taken for nothing later
 * @param box where it is, inside [0, 1]
 * @param velocity how fast it moves
 * @param firstSeen when it was first seen
 * @param stationarySince since when it has stood still, or null while it moves
 * @param origin where its lower edge's middle was when it was first seen, before its track was sure; null where that is
 *     not known
 */
public record SceneObject(
        TrackId id,
        String label,
        double score,
        BoundingBox box,
        Velocity velocity,
        Instant firstSeen,
        @Nullable Instant stationarySince,
        @Nullable Point origin) {
    /** The same with at least this score. */
    SceneObject atLeast(double least) {
        return new SceneObject(id, label, Math.max(score, least), box, velocity, firstSeen, stationarySince, origin);
    }

    private static @Nullable Point origin(TrackEvent event) {
        if (event.path().isEmpty()) {
            return null;
        }
        PathPoint first = event.path().get(0);
        return new Point(first.x(), first.y());
    }

    /** The object that an event tells of. */
    public static SceneObject of(TrackEvent event) {
        return of(event.id(), event);
    }

    /** The same under the id that it has already: one text for all of its events, whose hash is computed once. */
    static SceneObject of(TrackId id, TrackEvent event) {
        return new SceneObject(
                id,
                event.label(),
                event.score(),
                event.box(),
                event.velocity(),
                event.firstSeen(),
                event.stationarySince(),
                origin(event));
    }
}
