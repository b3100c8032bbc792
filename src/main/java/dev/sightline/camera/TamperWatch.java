package dev.sightline.camera;

import dev.sightline.frame.Thumbnail;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the thumbnails of one camera's pictures for {@link Tampering}. It goes by the times it is given, so the same
 * pictures give the same answers, however fast they come. Thread-safe.
 *
 * <p>A state begins when pictures have said so for {@link #PATIENCE} without a break, frozen pictures when there was no
 * new one for ten seconds; it ends when all is well for as long again, by thresholds that are easier to stay within. What
 * the camera usually shows is learned in its first ten seconds and followed slowly from then on. A blurred or moved
 * picture that lasts for {@link #ACCEPTED} becomes a usual view too, beside up to three that were so before: by then
 * somebody wanted it, or nobody cares, and a camera that goes back and forth between day and night or between positions
 * is known in all of them.
 */
final class TamperWatch {
    /** In nanoseconds. */
    static final long PATIENCE = 5_000_000_000L;

    /** In nanoseconds. */
    static final long ACCEPTED = 600_000_000_000L;

    private static final long FROZEN_FOR = 10_000_000_000L;
    private static final int LEAST_PICTURES = 3;
    private static final int MOST_VIEWS = 4;

    /** Grey values' standard deviation below which a picture shows nothing, and above which it shows something again. */
    private static final double BLACK_BELOW = 4;

    private static final double BLACK_UP_TO = 6;

    /** Detail below this fraction of the usual is blurred, up to the other one it stays so. */
    private static final double BLURRED_BELOW = 0.25;

    private static final double BLURRED_UP_TO = 0.4;

    /** With a smaller share of fitting blocks the view is another one, up to the other share it stays so. */
    private static final double MOVED_BELOW = 0.5;

    private static final double MOVED_UP_TO = 0.6;

    private final Repetition repetition = new Repetition();
    private final Deque<UsualView> views = new ArrayDeque<>();
    private volatile State state = new State(Tampering.NONE, null);
    private Tampering candidate = Tampering.NONE;
    private @Nullable Instant candidateSince;
    private long candidateStart;
    private int candidatePictures;
    private long stateStart;
    private long last = Long.MIN_VALUE;

    /** What is wrong, and since when; null when nothing is. */
    record State(Tampering tampering, @Nullable Instant since) {}

    /** The state as of the last picture. */
    State state() {
        return state;
    }

    /**
     * Takes the next picture; whether the state is another one now.
     *
     * @param nanos when it was taken, on a scale that only grows
     * @param at the same for people
     */
    synchronized boolean look(Thumbnail thumbnail, long nanos, Instant at) {
        double elapsed = last == Long.MIN_VALUE ? 0 : Math.max(0, nanos - last) / 1e9;
        last = nanos;
        Tampering before = state.tampering();
        Tampering seen = judge(thumbnail, nanos, elapsed);
        if (seen == before) {
            candidatePictures = 0;
            if ((seen == Tampering.BLURRED || seen == Tampering.MOVED) && nanos - stateStart >= ACCEPTED) {
                accept();
            }
            return state.tampering() != before;
        }
        // Somebody at the camera does several things to it: that it is tampered with is one matter, how is another.
        boolean goesOn = candidatePictures > 0
                && (seen == candidate || (before == Tampering.NONE && candidate != Tampering.NONE));
        if (!goesOn) {
            candidateStart = nanos;
            candidateSince = at;
            candidatePictures = 0;
        }
        candidate = seen;
        candidatePictures++;
        boolean due =
                seen == Tampering.FROZEN || (candidatePictures >= LEAST_PICTURES && nanos - candidateStart >= PATIENCE);
        if (due) {
            enter(seen, nanos);
        }
        return due;
    }

    private void enter(Tampering tampering, long nanos) {
        state = new State(tampering, tampering == Tampering.NONE ? null : Objects.requireNonNull(candidateSince));
        stateStart = nanos;
        candidatePictures = 0;
    }

    /** What this picture says; one that shows a usual view and follows on such a one adds to it. */
    private Tampering judge(Thumbnail thumbnail, long nanos, double elapsed) {
        Tampering now = state.tampering();
        long repeated = repetition.lasts(thumbnail.checksum(), nanos);
        if (thumbnail.deviation() < (now == Tampering.BLACK ? BLACK_UP_TO : BLACK_BELOW)) {
            return Tampering.BLACK;
        }
        if (repeated >= FROZEN_FOR) {
            return Tampering.FROZEN;
        }
        Gradients gradients = Gradients.of(thumbnail);
        if (views.isEmpty()) {
            views.add(new UsualView());
        }
        UsualView newest = views.getFirst();
        if (!newest.learned()) {
            newest.add(gradients, thumbnail, elapsed);
            return Tampering.NONE;
        }
        return compare(thumbnail, gradients, elapsed);
    }

    private Tampering compare(Thumbnail thumbnail, Gradients gradients, double elapsed) {
        Tampering now = state.tampering();
        boolean blurred = false;
        for (UsualView view : views) {
            double fit = view.fit(gradients);
            boolean sharp = view.detail(thumbnail) >= (now == Tampering.BLURRED ? BLURRED_UP_TO : BLURRED_BELOW);
            boolean fits = !(fit < (now == Tampering.MOVED ? MOVED_UP_TO : MOVED_BELOW));
            if (sharp && fits) {
                if (now == Tampering.NONE && candidatePictures == 0 && !Double.isNaN(fit)) {
                    view.add(gradients, thumbnail, elapsed);
                }
                return Tampering.NONE;
            }
            blurred |= !sharp;
        }
        return blurred ? Tampering.BLURRED : Tampering.MOVED;
    }

    private void accept() {
        if (views.size() == MOST_VIEWS) {
            views.removeLast();
        }
        views.addFirst(new UsualView());
        state = new State(Tampering.NONE, null);
    }
}
