package dev.sightline.frame;

import java.io.IOException;
import java.io.Serial;

/** Bytes that should be a picture are not. The message is one line that says what is wrong with them. */
public final class BadImageException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with a one-line message. */
    public BadImageException(String message) {
        super(message);
    }
}
