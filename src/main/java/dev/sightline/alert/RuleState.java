package dev.sightline.alert;

import dev.sightline.frame.CameraId;
import java.util.List;

/**
 * All that the rules know about one camera.
 *
 * @param camera the camera's id
 * @param presences the objects in zones, at most {@link #MAX_PRESENCES}, the ones that entered first first
 * @param cooldowns one for each rule that has fired
 */
public record RuleState(String camera, List<Presence> presences, List<Cooldown> cooldowns) {
    /** The most presences of one camera at a time; a further one makes the first be forgotten. */
    public static final int MAX_PRESENCES = 10_000;

    /** Copies the lists. */
    public RuleState {
        CameraId.check(camera);
        presences = List.copyOf(presences);
        cooldowns = List.copyOf(cooldowns);
        if (presences.size() > MAX_PRESENCES) {
            throw new IllegalArgumentException(
                    "a camera has at most " + MAX_PRESENCES + " presences, not " + presences.size());
        }
    }

    /** The state before a camera's first event. */
    public static RuleState initial(String camera) {
        return new RuleState(camera, List.of(), List.of());
    }
}
