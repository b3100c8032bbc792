package dev.sightline.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Follows some frames through the pipeline, step by step. Implementations are safe for use by several threads. */
public interface Trace extends AutoCloseable {
    /** Follows nothing. */
    Trace NONE = new Trace() {};

    /**
     * The first step of a frame's way. Whether the frame is followed is decided here, for all steps.
     *
     * @param since when it began, in the time of this machine
     */
    default Step first(String name, Instant since) {
        return Step.NONE;
    }

    /**
     * A step that begins now.
     *
     * @param before {@link Step#context} of the step before; with null, or what is none, nothing is followed
     */
    default Step next(String name, @Nullable String before) {
        return Step.NONE;
    }

    /** Sends what is left, within 2 s. */
    @Override
    default void close() {}
}
