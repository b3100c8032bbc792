package dev.sightline.registry;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry does not answer, or refuses. It says nothing about a record: what needs the registry is to wait or to
 * stop, and to go on where it was. The message is one line that says what to change.
 */
public final class RegistryException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
