package dev.sightline.weights;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Weights from elsewhere cannot be used. The message is one line that names the file and, if it is at fault, the layer. */
public final class WeightsException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with a one-line message. */
    WeightsException(String message) {
        super(message);
    }

    /** A failure with a one-line message and what led to it. */
    WeightsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
