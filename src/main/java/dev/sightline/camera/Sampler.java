package dev.sightline.camera;

/**
 * Picks pictures at an even pace out of a faster stream. A picture is kept when it is nearer to the next point of a
 * fixed time grid than the picture after it will be, so that neither jitter nor an odd ratio of the rates makes the
 * average drift. After a gap the grid starts anew, so that nothing is made up for. Not thread-safe.
 */
final class Sampler {
    private static final int MEMORY = 16;

    private final double period;
    private long start;
    private double due;
    private double interval;
    private double last;
    private int seen;

    /**
     * A sampler that keeps {@code framesPerSecond} pictures a second at most, on average.
     *
     * @param framesPerSecond above 0
     */
    Sampler(double framesPerSecond) {
        period = 1 / framesPerSecond;
    }

    /** Whether to keep the picture that arrived at {@code nanos}; called once for each, in order. */
    boolean keep(long nanos) {
        if (seen == 0) {
            start = nanos;
        }
        double now = (nanos - start) / 1e9;
        if (seen > 0) {
            // A running mean of the seconds between pictures; a gap says nothing about the stream's pace.
            interval += (Math.min(now - last, period) - interval) / Math.min(seen, MEMORY);
        }
        last = now;
        seen++;
        if (now + interval / 2 < due) {
            return false;
        }
        due = now - due < period ? due + period : now + period;
        return true;
    }
}
