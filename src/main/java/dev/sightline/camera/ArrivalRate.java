package dev.sightline.camera;

import java.util.ArrayDeque;

/** How many pictures a second arrived over the last five seconds. Not thread-safe. */
final class ArrivalRate {
    private static final long WINDOW = 5_000_000_000L;
    private static final int MOST = 1_000;

    private final ArrayDeque<Long> arrivals = new ArrayDeque<>();

    /** Notes a picture that arrived at {@code nanos}. */
    void add(long nanos) {
        if (arrivals.size() == MOST) {
            arrivals.removeFirst();
        }
        arrivals.addLast(nanos);
    }

    /** Pictures a second; 0 while fewer than two arrived. */
    double perSecond(long now) {
        while (!arrivals.isEmpty() && now - arrivals.getFirst() > WINDOW) {
            arrivals.removeFirst();
        }
        return arrivals.size() < 2 ? 0 : (arrivals.size() - 1) * 1e9 / Math.max(1, now - arrivals.getFirst());
    }
}
