package dev.sightline.stream;

import dev.sightline.wire.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes dead letters of records that cannot be processed, and says so in the log. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private DeadLetters() {}

    static DeadLetter of(
            Record<byte[], byte[]> record, RecordMetadata at, String stage, String reason, Exception cause) {
        String detail = String.valueOf(cause.getMessage());
        LOG.warn("{}-{}@{} goes to dead letters: {}: {}", at.topic(), at.partition(), at.offset(), reason, detail);
        return new DeadLetter(
                at.topic(),
                at.partition(),
                at.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                stage,
                reason,
                detail,
                wrap(record.key()),
                wrap(record.value()));
    }

    private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
