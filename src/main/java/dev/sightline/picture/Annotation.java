package dev.sightline.picture;

import dev.sightline.detect.Detection;
import dev.sightline.geometry.Point;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A detection to be drawn.
 *
 * @param detection what and where
 * @param id the number of its track as text, or null
 * @param path where the object has been, in the picture's fractions; empty for none
 */
public record Annotation(Detection detection, @Nullable String id, List<Point> path) {
    /** Copies the path. */
    public Annotation {
        path = List.copyOf(path);
    }

    /** A detection that belongs to no track. */
    public static Annotation of(Detection detection) {
        return new Annotation(detection, null, List.of());
    }

    /** Label, track and score in one line. */
    String text() {
        String track = id == null ? "" : " #" + id;
        return detection.label() + track + String.format(Locale.ROOT, " %.2f", detection.score());
    }
}
