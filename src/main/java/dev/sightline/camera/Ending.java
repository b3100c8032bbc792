package dev.sightline.camera;

import dev.sightline.camera.CameraStatus.State;
import dev.sightline.frame.SourceException;

/**
 * How a connection ended.
 *
 * @param state what the camera's state is from then on
 * @param detail one line for people; it may still hold secrets and is redacted before it is shown
 */
record Ending(State state, String detail) {
    static Ending of(SourceException failure) {
        boolean refused = failure.kind() == SourceException.Kind.UNAUTHORIZED;
        return new Ending(refused ? State.AUTH_FAILED : State.LOST, String.valueOf(failure.getMessage()));
    }

    /** A failure that nobody foresaw: what it is and where, but not its message, which may say anything. */
    static Ending of(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new Ending(State.LOST, "internal error: " + failure.getClass().getSimpleName() + place);
    }
}
