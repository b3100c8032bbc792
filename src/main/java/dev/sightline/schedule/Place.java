package dev.sightline.schedule;

/**
 * A place on Earth, at sea level with a free horizon.
 *
 * @param latitude in degrees, -90 (south pole) to 90 (north pole)
 * @param longitude in degrees, -180 to 180, east of Greenwich above 0
 */
public record Place(double latitude, double longitude) {
    /** Checks both angles. */
    public Place {
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new IllegalArgumentException("a latitude is -90 to 90 degrees, north above 0, not " + latitude);
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("a longitude is -180 to 180 degrees, east above 0, not " + longitude);
        }
    }

    @Override
    public String toString() {
        return latitude + ", " + longitude;
    }
}
