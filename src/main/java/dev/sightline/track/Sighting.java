package dev.sightline.track;

import dev.sightline.geometry.BoundingBox;

/**
 * A confirmed track found in a frame.
 *
 * @param id the track
 * @param detection the index of its detection in the frame's {@code Detections.detections()}, ≥ 0
 * @param box where the object is, smoothed over the frames so far; may reach outside [0, 1]
 */
public record Sighting(TrackId id, int detection, BoundingBox box) {}
