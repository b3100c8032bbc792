package dev.sightline.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has been tried with the alert that a sink stands at. It is kept beside the committed offset, as that offset's
 * metadata, so that whoever takes the partition over goes on where the last one stopped.
 *
 * @param attempts failed so far, ≥ 0
 * @param next when to try next
 */
record DeliveryProgress(int attempts, Instant next) {
    /** Nothing has been tried. */
    static final DeliveryProgress NONE = new DeliveryProgress(0, Instant.EPOCH);

    private static final Pattern METADATA = Pattern.compile("attempts=(\\d{1,6}) next=(\\S{1,40})");

    /** Reads what {@link #metadata} wrote; what it did not write is {@link #NONE}. */
    static DeliveryProgress parse(@Nullable String metadata) {
        Matcher matcher = METADATA.matcher(metadata == null ? "" : metadata);
        if (!matcher.matches()) {
            return NONE;
        }
        try {
            return new DeliveryProgress(Integer.parseInt(matcher.group(1)), Instant.parse(matcher.group(2)));
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** The metadata of a commit, empty when there is nothing to tell. */
    String metadata() {
        return attempts == 0 ? "" : "attempts=" + attempts + " next=" + next;
    }
}
