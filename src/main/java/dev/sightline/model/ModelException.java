package dev.sightline.model;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model cannot be used. The message is one line that says which file or key is wrong and how. */
public final class ModelException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with a one-line message. */
    ModelException(String message) {
        super(message);
    }

    /** A failure with a one-line message and what led to it. */
    ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
