package dev.sightline.condition;

import java.time.Instant;

/**
 * How a camera is.
 *
 * @param delivers whether it delivers pictures, or why not
 * @param tampered whether its pictures look as if somebody had meddled with it
 * @param at when this was known last
 */
public record CameraHealth(Delivery delivers, boolean tampered, Instant at) {
    /** Before anything is known of a camera. */
    public static final CameraHealth UNKNOWN = new CameraHealth(Delivery.PICTURES, false, Instant.EPOCH);

    /** What a camera delivers. */
    public enum Delivery {
        /** Pictures, as it should. */
        PICTURES,
        /** Nothing, as it has not begun or was stopped in order. */
        IDLE,
        /** No pictures, though the connection stands. */
        STALLED,
        /** There is no connection, or the camera refuses it. */
        OFFLINE
    }
}
