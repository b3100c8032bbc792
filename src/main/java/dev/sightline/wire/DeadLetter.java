package dev.sightline.wire;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed.
 *
 * @param topic where it is
 * @param partition its partition, ≥ 0
 * @param offset its offset, ≥ 0
 * @param at the record's own timestamp
 * @param stage which part gave up: {@code detect}, {@code analyze} or {@code sink}
 * @param reason a word for the cause, e.g. {@code not-avro}
 * @param detail one line that says what was wrong
 * @param key the record's key, or null
 * @param value the record's value, or null
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        Instant at,
        String stage,
        String reason,
        String detail,
        @Nullable ByteBuffer key,
        @Nullable ByteBuffer value) {}
