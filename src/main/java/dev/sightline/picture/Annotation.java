package dev.sightline.picture;

import dev.sightline.detect.Detection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A detection to be drawn.
 *
 * @param detection what and where
 * @param id the number of its track as text, or null
 */
public record Annotation(Detection detection, @Nullable String id) {
    /** A detection that belongs to no track. */
    public static Annotation of(Detection detection) {
        return new Annotation(detection, null);
    }

    /** Label, track and score in one line. */
    String text() {
        String track = id == null ? "" : " #" + id;
        return detection.label() + track + String.format(Locale.ROOT, " %.2f", detection.score());
    }
}
