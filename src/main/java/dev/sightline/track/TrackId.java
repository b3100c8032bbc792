package dev.sightline.track;

import dev.sightline.frame.CameraId;

/**
 * The identity of a track, unique for ever.
 *
 * @param camera the camera's id
 * @param epoch the epoch of the frame in which the track began, see {@link dev.sightline.frame.FrameId}
 * @param number counts the camera's tracks, from 1; it is part of the tracker's state and never repeats
 */
public record TrackId(String camera, long epoch, long number) {
    /** Checks the parts. */
    public TrackId {
        CameraId.check(camera);
        if (epoch < 0 || number < 1) {
            throw new IllegalArgumentException("epoch is not negative and number at least 1: " + epoch + ", " + number);
        }
    }

    /** The id as text: {@code camera/epoch/number}. */
    @Override
    public String toString() {
        return camera + "/" + epoch + "/" + number;
    }
}
