package dev.sightline.frame;

import java.io.IOException;
import java.io.Serial;

/** A source could not be opened or broke off. The message is one line for people, without a password. */
public final class SourceException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What went wrong, in a word that decides what is done about it. */
    public enum Kind {
        /** There is no such host. */
        UNKNOWN_HOST,
        /** Nothing listens at the port, or the host cannot be reached. */
        REFUSED,
        /** No answer, or no picture, in time. */
        TIMEOUT,
        /** User name or password missing or wrong. */
        UNAUTHORIZED,
        /** The server has no such stream. */
        NOT_FOUND,
        /** What answers does not speak RTSP. */
        NOT_RTSP,
        /** There is no video track. */
        NO_VIDEO,
        /** There is no such file. */
        NO_SUCH_FILE,
        /** The file is not a video or picture that can be read. */
        NOT_A_VIDEO,
        /** Anything else. */
        BROKEN
    }

    /** A failure with a one-line message that says what to do. */
    public SourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
