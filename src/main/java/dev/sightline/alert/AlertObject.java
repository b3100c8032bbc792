package dev.sightline.alert;

import dev.sightline.geometry.BoundingBox;
import dev.sightline.track.TrackId;

/**
 * One object in an alert.
 *
 * @param track the object
 * @param label its class in words
 * @param score of its track, in [0, 1]
 * @param box where it was in the evidence frame, inside [0, 1]
 */
public record AlertObject(TrackId track, String label, double score, BoundingBox box) {}
