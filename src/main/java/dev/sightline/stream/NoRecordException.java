package dev.sightline.stream;

import java.io.Serial;

/** A record is not to be had. The message is one line for people. */
public final class NoRecordException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    NoRecordException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** A word for it: {@code no-frame}, {@code gone}, {@code late} or {@code unreadable}. */
    public String reason() {
        return reason;
    }
}
