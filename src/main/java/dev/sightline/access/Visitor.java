package dev.sightline.access;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody who has been let in.
 *
 * @param name for the log, never a secret
 * @param role what may be done
 * @param cameras the ids of the cameras that are seen, or {@value #EVERY_CAMERA}; an admin sees every one
 * @param until the first moment at which this no longer holds
 */
public record Visitor(String name, AccessRole role, Set<String> cameras, Instant until) {
    /** Stands for every camera; it can be no camera's id. */
    public static final String EVERY_CAMERA = "*";

    /** Whoever asks, where nobody is asked for a token. */
    public static final Visitor ANYONE = new Visitor("anyone", AccessRole.ADMIN, Set.of(), Instant.MAX);

    /** Copies the cameras. */
    public Visitor {
        cameras = role == AccessRole.ADMIN ? Set.of(EVERY_CAMERA) : Set.copyOf(cameras);
    }

    /** Whether pictures and events of this camera are for this visitor. */
    public boolean sees(String camera) {
        return seesEveryCamera() || cameras.contains(camera);
    }

    /** Whether those of all cameras are, also of cameras still to come. */
    public boolean seesEveryCamera() {
        return cameras.contains(EVERY_CAMERA);
    }

    /** The same until another moment, if that comes before its own. */
    public Visitor noLongerThan(Instant end) {
        return end.isBefore(until) ? new Visitor(name, role, cameras, end) : this;
    }
}
