package dev.sightline.track;

import java.time.Duration;

/**
 * How tracks are made.
 *
 * @param minScore detections below it are not looked at, in [0, 1]; raising it loses faint objects and false ones
 * @param iouThreshold overlap of prediction and detection from which they may be the same object, in (0, 1); raising it
 *     breaks tracks of fast objects and mixes up fewer close ones
 * @param minHits detections in a row that confirm a track, 1 to 100; raising it delays tracks and drops flickers
 * @param maxAge how long an object may be unseen before its track ends
 * @param updateInterval the least time between two UPDATED events of a track
 */
public record TrackerSettings(
        double minScore, double iouThreshold, int minHits, Duration maxAge, Duration updateInterval) {
    /**
     * Works at 2 to 30 frames/s. The update interval is below the 200 ms of a camera at 5 frames/s, so that a little jitter
     * does not hold back every other update.
     */
    public static final TrackerSettings DEFAULT =
            new TrackerSettings(0.4, 0.25, 4, Duration.ofMillis(1500), Duration.ofMillis(150));

    /** Checks the ranges. */
    public TrackerSettings {
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore is in [0, 1], not " + minScore);
        }
        if (!(iouThreshold > 0 && iouThreshold < 1)) {
            throw new IllegalArgumentException("iouThreshold is between 0 and 1, not " + iouThreshold);
        }
        if (minHits < 1 || minHits > 100) {
            throw new IllegalArgumentException("minHits is 1 to 100, not " + minHits);
        }
        if (maxAge.isNegative() || maxAge.toMinutes() > 10) {
            throw new IllegalArgumentException("maxAge is 0 to 10 min, not " + maxAge);
        }
        if (updateInterval.isNegative()) {
            throw new IllegalArgumentException("updateInterval is not negative: " + updateInterval);
        }
    }
}
