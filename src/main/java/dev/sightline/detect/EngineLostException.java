package dev.sightline.detect;

import java.io.Serial;

/** The engine looks at nothing more: every later batch would fail too. */
public final class EngineLostException extends DetectionException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with one line that says what was lost and what to do. */
    public EngineLostException(String message) {
        super(message);
    }

    /** The same with what led to it. */
    public EngineLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
