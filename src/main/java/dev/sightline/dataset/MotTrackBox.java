package dev.sightline.dataset;

/**
 * Where a track is in a frame.
 *
 * @param id the track's number in its file, ≥ 1
 * @param detection the object's detection, with the track's smoothed box
 */
public record MotTrackBox(long id, MotDetection detection) {}
