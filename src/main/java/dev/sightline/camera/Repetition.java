package dev.sightline.camera;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells pictures that come again and again from new ones. The noise of a sensor makes every picture of a scene differ,
 * also a still one; a picture that is the same to the last pixel as one of the last ten seconds is not from a sensor.
 * More than the last one is remembered, because an encoder that is fed a frozen picture goes through the same few with
 * every key frame. Not thread-safe.
 */
final class Repetition {
    private static final long MEMORY = 10_000_000_000L;

    private final Map<Long, Long> seen = new HashMap<>();
    private long lastChecksum;
    private long lastNew;

    /** For how many nanoseconds there has been no new picture, with this one of the time {@code nanos}. */
    long lasts(long checksum, long nanos) {
        boolean first = seen.isEmpty();
        seen.values().removeIf(at -> nanos - at > MEMORY);
        boolean known = seen.put(checksum, nanos) != null || checksum == lastChecksum;
        if (first || !known) {
            lastNew = nanos;
        }
        lastChecksum = checksum;
        return nanos - lastNew;
    }
}
