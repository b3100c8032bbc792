package dev.sightline.camera;

import dev.sightline.metrics.PipelineMetrics;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of one feed: every picture is received once and then exactly one of corrupt, dropped or produced. Only the
 * reader that was admitted last can write; what a reader that was given up still does leaves no trace. Produced means
 * handed to the taker of the frames; the metrics' produced and undelivered are counted by that taker when it knows.
 * Thread-safe.
 */
final class FeedTally {
    private final String camera;
    private final PipelineMetrics metrics;
    private final Map<String, Long> dropped = new TreeMap<>();
    private final ArrivalRate rate = new ArrivalRate();
    private @Nullable Object reader;
    private boolean closed;
    private boolean pending;
    private long received;
    private long corrupt;
    private long produced;
    private long sequence;
    private long handedOn = -1;
    /** The frame handed on before the last one. */
    private long before = -1;

    private long connections;

    /**
     * The counters as they are at one moment.
     *
     * @param lastSequence the sequence number of the last frame handed on, -1 before the first
     * @param received pictures that arrived; one more than the rest adds up to while a picture is being worked on
     * @param corrupt pictures that arrived damaged
     * @param dropped pictures left out, by reason
     * @param produced frames handed on
     * @param reconnects connections made after the first
     * @param framesPerSecond pictures a second over the last seconds
     */
    record Counts(
            long lastSequence,
            long received,
            long corrupt,
            Map<String, Long> dropped,
            long produced,
            long reconnects,
            double framesPerSecond) {}

    FeedTally(String camera, PipelineMetrics metrics) {
        this.camera = camera;
        this.metrics = metrics;
    }

    /** From now on {@code next} writes, unless the books are closed. */
    synchronized void admit(Object next) {
        retire();
        reader = closed ? null : next;
    }

    /** From now on no reader writes until the next is admitted; a picture that was being worked on is dropped. */
    synchronized void retire() {
        if (pending) {
            drop("abandoned");
        }
        reader = null;
    }

    /** From now on no reader ever writes. */
    synchronized void close() {
        retire();
        closed = true;
    }

    /** A connection was made. */
    synchronized void connected(Object from) {
        if (from == reader) {
            connections++;
        }
    }

    /** A picture arrived; false when the reader was given up and the picture does not count. */
    synchronized boolean received(Object from) {
        if (from != reader) {
            return false;
        }
        pending = true;
        received++;
        rate.add(System.nanoTime());
        metrics.frameReceived(camera);
        return true;
    }

    /** The picture is damaged. */
    synchronized void corrupt(Object from) {
        if (from == reader) {
            pending = false;
            corrupt++;
            metrics.frameCorrupt(camera);
        }
    }

    /** The picture is left out. */
    synchronized void dropped(Object from, String reason) {
        if (from == reader) {
            drop(reason);
        }
    }

    /** The picture is about to be handed on: its sequence number, or -1 when the reader was given up. */
    synchronized long produced(Object from) {
        if (from != reader) {
            return -1;
        }
        pending = false;
        produced++;
        before = handedOn;
        handedOn = sequence++;
        return handedOn;
    }

    /** The frame of this sequence number was not taken after all. The number is not used again. */
    synchronized void refused(long refused) {
        produced--;
        if (handedOn == refused) {
            handedOn = before;
        }
        drop("refused");
    }

    synchronized Counts counts() {
        return new Counts(
                handedOn,
                received,
                corrupt,
                Map.copyOf(dropped),
                produced,
                Math.max(0, connections - 1),
                rate.perSecond(System.nanoTime()));
    }

    private void drop(String reason) {
        pending = false;
        dropped.merge(reason, 1L, Long::sum);
        metrics.frameDropped(camera, reason);
    }
}
