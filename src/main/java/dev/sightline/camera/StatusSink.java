package dev.sightline.camera;

/** Where a camera feed reports how its camera is. */
@FunctionalInterface
public interface StatusSink {
    /** Takes one status; those of one camera come in order. Does not wait for its delivery. Used by several threads. */
    void accept(CameraStatus status);
}
