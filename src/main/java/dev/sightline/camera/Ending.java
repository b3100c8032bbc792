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
    /**
     * A failure of the source.
     *
     * @param connected whether the connection stood; one that stands and says nothing has stalled
     */
    static Ending of(SourceException failure, boolean connected) {
        State state =
                switch (failure.kind()) {
                    case UNAUTHORIZED -> State.AUTH_FAILED;
                    case TIMEOUT -> connected ? State.STALLED : State.LOST;
                    default -> State.LOST;
                };
        return new Ending(state, String.valueOf(failure.getMessage()));
    }

    /** A failure that nobody foresaw: what it is and where, but not its message, which may say anything. */
    static Ending of(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new Ending(State.LOST, "internal error: " + failure.getClass().getSimpleName() + place);
    }
}
