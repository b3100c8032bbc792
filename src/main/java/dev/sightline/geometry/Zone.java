package dev.sightline.geometry;

/**
 * A named part of one camera's picture. An object is in it when the bottom centre of its box is.
 *
 * @param name unique among the camera's zones, not blank
 * @param polygon its outline, normalised
 */
public record Zone(String name, Polygon polygon) {
    /** Checks the name. */
    public Zone {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a zone needs a name");
        }
    }
}
