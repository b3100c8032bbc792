package dev.sightline.broker;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The embedded broker cannot start. The message is one line that says what to change. */
public final class BrokerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BrokerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
