package dev.sightline.condition;

import dev.sightline.frame.CameraId;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.track.TrackerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a camera shows at a moment, as its tracks tell.
 *
 * @param camera the camera's id
 * @param now the moment, in event time; it never goes back
 * @param previous the moment before, at which conditions were asked last
 * @param looked whether this moment is a frame that was looked at, so that who is not in {@code objects} is not there
 * @param objects the objects whose tracks have started and not ended, in the order in which they came; at most {@link
 *     TrackerState#MAX_TRACKS}
 * @param health how the camera is
 * @param profile the profile that is switched on, such as {@code away}
 * @param interrupted whether tracks have ended since the previous moment because the camera's stream was interrupted: their
 *     objects may still be there
 */
public record Scene(
        String camera,
        Instant now,
        Instant previous,
        boolean looked,
        List<SceneObject> objects,
        CameraHealth health,
        String profile,
        boolean interrupted) {
    /** Moments farther apart do not belong together: what was true may have ceased and begun anew unseen. */
    static final Duration GAP = Duration.ofSeconds(10);

    /** Checks the parts. */
    public Scene {
        CameraId.check(camera);
        objects = List.copyOf(objects);
        if (objects.size() > TrackerState.MAX_TRACKS) {
            throw new IllegalArgumentException(
                    "a scene has at most " + TrackerState.MAX_TRACKS + " objects, not " + objects.size());
        }
    }

    /** A scene of which nothing is known. */
    public static Scene initial(String camera, String profile) {
        return new Scene(camera, Instant.EPOCH, Instant.EPOCH, false, List.of(), CameraHealth.UNKNOWN, profile, false);
    }

    /** After an event of one of its tracks; those of an earlier epoch are no more. */
    public Scene with(TrackEvent event) {
        TrackId id = event.id();
        var after = new ArrayList<SceneObject>(objects);
        int index = indexOf(id);
        if (index >= 0 && event.type() != TrackEvent.Type.ENDED) {
            SceneObject known = objects.get(index);
            after.set(index, SceneObject.of(known.id(), event).atLeast(known.score()));
        } else if (index >= 0) {
            after.remove(index);
        } else if (event.type() != TrackEvent.Type.ENDED && after.size() < TrackerState.MAX_TRACKS) {
            after.add(SceneObject.of(event));
        }
        after.removeIf(object -> object.id().epoch() < id.epoch());
        boolean lost = event.endReason() == TrackEvent.EndReason.STREAM_LOST;
        boolean cut = interrupted || (lost && index >= 0);
        return new Scene(camera, now, previous, looked, after, health, profile, cut);
    }

    private int indexOf(TrackId id) {
        for (int i = 0; i < objects.size(); i++) {
            if (objects.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** At a moment at which a frame was looked at; a clock that went back is taken to stand still. */
    public Scene at(Instant moment) {
        return new Scene(camera, later(moment), now, true, objects, health, profile, interrupted);
    }

    /** At a moment at which the camera told how it is; without pictures nobody knows who is still there. */
    public Scene with(CameraHealth newHealth) {
        boolean blind = newHealth.delivers() != CameraHealth.Delivery.PICTURES;
        boolean cut = interrupted || (blind && !objects.isEmpty());
        List<SceneObject> seen = blind ? List.of() : objects;
        return new Scene(camera, later(newHealth.at()), now, false, seen, newHealth, profile, cut);
    }

    /** At a moment at which another profile was switched on. */
    public Scene with(String newProfile, Instant moment) {
        return new Scene(camera, later(moment), now, false, objects, health, newProfile, interrupted);
    }

    /** After conditions were asked at this moment. */
    public Scene asked() {
        return new Scene(camera, now, previous, looked, objects, health, profile, false);
    }

    private Instant later(Instant moment) {
        return moment.isAfter(now) ? moment : now;
    }

    /** Whether the moment {@code last} belongs together with this one. */
    boolean follows(Instant last, Duration grace) {
        Duration passed = Duration.between(last, now);
        boolean atPrevious = !last.isBefore(previous) && passed.compareTo(GAP) <= 0;
        return atPrevious || passed.compareTo(grace) <= 0;
    }

    /** Whether the camera delivers pictures and {@code last}, when something was seen, is not long ago. */
    boolean isWatchedSince(Instant last) {
        return (looked || health.delivers() == CameraHealth.Delivery.PICTURES)
                && Duration.between(last, now).compareTo(GAP) <= 0;
    }

    /** The object of a track, or null when it has gone. */
    @Nullable
    SceneObject object(TrackId id) {
        int index = indexOf(id);
        return index < 0 ? null : objects.get(index);
    }
}
