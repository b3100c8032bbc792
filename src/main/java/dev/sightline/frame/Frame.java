package dev.sightline.frame;

import dev.sightline.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sampled picture of one camera, as it travels through Kafka.
 *
 * @param id camera, epoch and sequence number
 * @param capturedAt when the camera says it took the picture, or null when its clock is not known or not trusted
 * @param receivedAt when ingest decoded the picture, by our clock; what all analysis counts time by
 * @param sourceSize the camera's picture size
 * @param size the size of the JPEG, scaled down from {@code sourceSize}
 * @param jpeg the encoded picture, position to limit; treat as read-only
 */
public record Frame(
        FrameId id,
        @Nullable Instant capturedAt,
        Instant receivedAt,
        ImageSize sourceSize,
        ImageSize size,
        ByteBuffer jpeg) {}
