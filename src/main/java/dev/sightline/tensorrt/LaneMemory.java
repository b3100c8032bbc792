package dev.sightline.tensorrt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A stream, an event to wait for it with, and the memory of all tensors: what a lane has besides its contexts. */
final class LaneMemory implements AutoCloseable {
    /** How often the event is asked for without a pause: about what a small batch takes. */
    private static final int SPINS = 1000;

    private static final long PAUSE_NANOS = 20_000;

    private final Cuda cuda;
    private final long stream;
    private final long event;
    private final List<Slot> slots = new ArrayList<>();
    private final Releases releases = new Releases();

    LaneMemory(Cuda cuda) {
        this.cuda = cuda;
        releases.add(this::freeSlots);
        try {
            long newEvent = cuda.newEvent();
            releases.add(() -> cuda.destroyEvent(newEvent));
            long newStream = cuda.newStream();
            releases.add(() -> cuda.destroyStream(newStream));
            event = newEvent;
            stream = newStream;
        } catch (RuntimeException e) {
            releases.close();
            throw e;
        }
    }

    private void freeSlots() {
        try (var all = new Releases()) {
            slots.forEach(slot -> {
                all.add(slot::freeDevice);
                all.add(slot::freePinned);
            });
        }
    }

    long stream() {
        return stream;
    }

    /** Adds a tensor. */
    Slot add(TensorInfo tensor) {
        var slot = new Slot(tensor, cuda);
        slots.add(slot);
        return slot;
    }

    /**
     * Waits until all that was queued is done.
     *
     * @throws HungException if it takes longer than that
     */
    void await(Duration patience) {
        cuda.record(event, stream);
        long start = System.nanoTime();
        for (int asked = 0; !cuda.hasHappened(event); asked++) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new HungException("the GPU did not finish a batch in " + patience.toSeconds() + " s");
            }
            if (asked < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        releases.close();
    }

    /** The GPU does not answer, and may still write into its memory. */
    static final class HungException extends DeviceLostException {
        private static final long serialVersionUID = 1;

        HungException(String message) {
            super(message);
        }
    }
}
