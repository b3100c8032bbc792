package dev.sightline.geometry;

/**
 * A named part of one camera's picture. An object is in it when the bottom centre of its box is.
 *
 * @param name unique among the camera's zones, not blank
 * @param polygon its outline, normalised
 */
public record Zone(String name, Polygon polygon) {
    private static final double INSIDE = Math.nextDown(1.0);

    /** Checks the name. */
    public Zone {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a zone needs a name");
        }
    }

    /**
     * Whether an object in {@code box}, which is inside the picture, stands in the zone. A polygon does not contain its
     * lowest and rightmost points, so an object that is cut off by the picture's edge would be in no zone; it stands just
     * inside the picture.
     */
    public boolean contains(BoundingBox box) {
        Point foot = box.bottomCenter();
        return polygon.contains(new Point(Math.min(foot.x(), INSIDE), Math.min(foot.y(), INSIDE)));
    }
}
