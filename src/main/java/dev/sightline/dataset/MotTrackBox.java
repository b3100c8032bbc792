package dev.sightline.dataset;

/**
 * Where a track is in a frame.
 *
 * @param id the track's or object's number in its file
 * @param detection the object's detection, with the track's smoothed box
 */
public record MotTrackBox(long id, MotDetection detection) {}
