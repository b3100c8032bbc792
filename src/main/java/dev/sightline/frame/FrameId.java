package dev.sightline.frame;

/**
 * The identity of a frame, unique for ever.
 *
 * @param camera the camera's id, see {@link CameraId#check}
 * @param epoch when the ingest of this camera started, milliseconds since 1970-01-01 UTC; it grows with every start
 * @param sequence the frame's number within the epoch, from 0, never repeated
 */
public record FrameId(String camera, long epoch, long sequence) implements Comparable<FrameId> {
    /** Checks the parts. */
    public FrameId {
        CameraId.check(camera);
        if (epoch < 0 || sequence < 0) {
            throw new IllegalArgumentException("epoch and sequence are not negative: " + epoch + ", " + sequence);
        }
    }

    /** Orders by camera, then by time. */
    @Override
    public int compareTo(FrameId other) {
        int byCamera = camera.compareTo(other.camera);
        int byEpoch = byCamera != 0 ? byCamera : Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return camera + "/" + epoch + "/" + sequence;
    }
}
