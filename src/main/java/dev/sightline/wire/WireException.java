package dev.sightline.wire;

import java.io.Serial;
import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are not what their topic carries. The message is one line that says what is wrong with them. */
public final class WireException extends SerializationException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Bytes that break a rule of their topic. */
    public WireException(String message) {
        super(message);
    }

    WireException(String message, Throwable cause) {
        super(message, cause);
    }
}
