package dev.sightline.json;

import java.io.IOException;
import java.io.Serial;

/** A JSON document is not what it should be. The message is one line that names the document and the key or place. */
public final class JsonException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /** A failure with a one-line message. */
    JsonException(String message) {
        super(message);
    }
}
