package dev.sightline.detect;

import java.io.Serial;

/** The engine could not look at a batch; unless it is an {@link EngineLostException}, another batch may do. */
public class DetectionException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** An engine failure with the engine's own words. */
    public DetectionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure without a cause, such as a closed detector or a wait that took too long. */
    public DetectionException(String message) {
        super(message);
    }
}
