package dev.sightline.track;

import dev.sightline.geometry.BoundingBox;

/**
 * A confirmed track in a frame.
 *
 * @param id the track
 * @param detection the index of its detection in the frame's {@code Detections.detections()}, ≥ 0; -1 when it was missed
 *     for a moment and is shown where it should be
 * @param box where the object is, smoothed over the frames so far; may reach outside [0, 1]
 */
public record Sighting(TrackId id, int detection, BoundingBox box) {}
