package dev.sightline.ssd;

import java.util.List;

/**
 * How a picture becomes a network's numbers: {@code (pixel - mean) * scale}, plane by plane.
 *
 * @param channels the order of the planes
 * @param mean of each plane in that order, of pixels from 0 to 255
 * @param scale of all planes, above 0
 */
public record Normalization(Channels channels, List<Double> mean, double scale) {
    /** The channels of a picture in the order that a network wants them. */
    public enum Channels {
        RGB,
        BGR
    }

    /** Checks that there are three means and a scale. */
    public Normalization {
        mean = List.copyOf(mean);
        if (mean.size() != 3 || !(scale > 0)) {
            throw new IllegalArgumentException("three means and a scale above 0, not " + mean + " and " + scale);
        }
    }
}
