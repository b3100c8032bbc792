package dev.sightline.evaluate;

/** How one object of the ground truth was tracked through the frames it is in. */
final class Coverage {
    private static final double MOSTLY_TRACKED = 0.8;
    private static final double MOSTLY_LOST = 0.2;

    private long track;
    private int lastFrame = -1;
    private long frames;
    private long seen;
    private long switches;
    private long fragments;
    private boolean interrupted;

    /** In one more frame a track has it. */
    void seen(int frame, long id) {
        if (seen > 0) {
            switches += id == track ? 0 : 1;
            fragments += interrupted ? 1 : 0;
        }
        track = id;
        lastFrame = frame;
        interrupted = false;
        frames++;
        seen++;
    }

    /** In one more frame no track has it. */
    void missed() {
        interrupted = true;
        frames++;
    }

    /** Whether track {@code id} had it in {@code frame}. */
    boolean isIn(int frame, long id) {
        return seen > 0 && lastFrame == frame && track == id;
    }

    long frames() {
        return frames;
    }

    long switches() {
        return switches;
    }

    /** How often it was found again after frames without a track. */
    long fragments() {
        return fragments;
    }

    boolean isMostlyTracked() {
        return (double) seen / frames >= MOSTLY_TRACKED;
    }

    boolean isMostlyLost() {
        return (double) seen / frames < MOSTLY_LOST;
    }
}
