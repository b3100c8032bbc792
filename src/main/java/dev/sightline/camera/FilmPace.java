package dev.sightline.camera;

/**
 * Says when the pictures of a film are due, so that it plays like a camera: as far apart as their timestamps are.
 * Where these jump, as they do when the film starts again, the usual distance is kept. A player that has fallen behind
 * goes on from where it is and makes nothing up. Not thread-safe.
 */
final class FilmPace {
    private static final long LONGEST_STEP = 10_000_000_000L;
    private static final long LATE = 250_000_000L;

    private long step;
    private long timestamp;
    private long due;
    private boolean playing;

    /**
     * A pace for a film from its start.
     *
     * @param framesPerSecond the pace while the timestamps do not tell
     */
    FilmPace(double framesPerSecond) {
        step = Math.round(1e9 / framesPerSecond);
    }

    /**
     * When the next picture is due.
     *
     * @param timestampMicros its place in the film, in microseconds
     * @param now the present time in nanoseconds
     * @return a time in nanoseconds, on the same scale as {@code now}; in the past when the player is late
     */
    long due(long timestampMicros, long now) {
        if (!playing) {
            playing = true;
            due = now;
        } else {
            long distance = (timestampMicros - timestamp) * 1000;
            if (distance > 0 && distance <= LONGEST_STEP) {
                step = distance;
            }
            due = due + step < now - LATE ? now : due + step;
        }
        timestamp = timestampMicros;
        return due;
    }
}
