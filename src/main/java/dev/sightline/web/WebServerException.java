package dev.sightline.web;

import java.io.Serial;

/** The page cannot be served. The message is one line that says what to change. */
public final class WebServerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    WebServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
