package dev.sightline.track;

import java.time.Duration;

/**
 * How tracks are made.
 *
 * @param minScore detections below it are not looked at, in [0, 1]; raising it breaks tracks where objects are faint
 * @param startScore the least score with which a track begins, in [0, 1]; raising it loses faint objects and false ones
 * @param minHits detections in a row that confirm a track, 1 to 100; raising it delays tracks and drops flickers
 * @param maxAge how long an object may be unseen before its track ends, up to 10 min
 * @param updateInterval the least time between two UPDATED events of a track
 * @param lookAlikes which classes may be taken for each other
 */
public record TrackerSettings(
        double minScore,
        double startScore,
        int minHits,
        Duration maxAge,
        Duration updateInterval,
        LookAlikes lookAlikes) {
    /**
     * Works at 2 to 30 frames/s. The update interval is below the 200 ms of a camera at 5 frames/s, so that a little jitter
     * does not hold back every other update.
     */
    public static final TrackerSettings DEFAULT =
            new TrackerSettings(0.1, 0.7, 3, Duration.ofSeconds(2), Duration.ofMillis(150), LookAlikes.DEFAULT);

    /** Checks the ranges. */
    public TrackerSettings {
        checkShare("minScore", minScore);
        checkShare("startScore", startScore);
        if (minHits < 1 || minHits > 100) {
            throw new IllegalArgumentException("minHits is 1 to 100, not " + minHits);
        }
        if (maxAge.isNegative() || maxAge.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new IllegalArgumentException("maxAge is 0 to 10 min, not " + maxAge);
        }
        if (updateInterval.isNegative()) {
            throw new IllegalArgumentException("updateInterval is not negative: " + updateInterval);
        }
    }

    private static void checkShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is in [0, 1], not " + value);
        }
    }
}
