package dev.sightline.trace;

import java.util.Optional;

/** A step of a frame's way; it ends when it is closed. Used by one thread at a time. */
public interface Step extends AutoCloseable {
    /** A step of a frame that is not followed. */
    Step NONE = new Step() {};

    /** What the next step is to know, as the {@code traceparent} of W3C Trace Context; empty where none need follow. */
    default Optional<String> context() {
        return Optional.empty();
    }

    /** Notes something about it, such as {@code camera}; nothing secret. */
    default Step with(String key, String value) {
        return this;
    }

    /** Notes a number. */
    default Step with(String key, long value) {
        return this;
    }

    /** Notes that a part of it is done now. */
    default void reached(String part) {}

    /** It came to nothing; {@code reason} holds nothing secret. */
    default void failed(String reason) {}

    @Override
    default void close() {}
}
