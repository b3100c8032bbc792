package dev.sightline.config;

import dev.sightline.detect.ObjectMask;
import dev.sightline.detect.Tiling;
import dev.sightline.geometry.Line;
import dev.sightline.geometry.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is marked in the pictures of one camera.
 *
 * @param zones parts that rules refer to, names unique
 * @param lines that rules refer to, names unique
 * @param objectMasks where objects are ignored
 * @param tiles how the detector cuts the pictures; null when it does not
 */
public record Markings(
        List<Zone> zones,
        List<Line> lines,
        List<ObjectMask> objectMasks,
        @Nullable Tiling tiles) {
    /** Nothing at all. */
    public static final Markings NONE = new Markings(List.of(), List.of(), List.of(), null);

    /** Copies the lists. */
    public Markings {
        zones = List.copyOf(zones);
        lines = List.copyOf(lines);
        objectMasks = List.copyOf(objectMasks);
    }

    /** These zones and nothing else. */
    public static Markings of(Zone... zones) {
        return new Markings(List.of(zones), List.of(), List.of(), null);
    }
}
