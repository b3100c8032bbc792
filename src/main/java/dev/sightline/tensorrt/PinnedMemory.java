package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import org.jspecify.annotations.Nullable;

/** A piece of pinned memory that grows and is used again and again. */
final class PinnedMemory implements AutoCloseable {
    private static final long STEP = 64 << 10;

    private final Cuda cuda;
    private Cuda.@Nullable Pinned memory;

    PinnedMemory(Cuda cuda) {
        this.cuda = cuda;
    }

    /** At least {@code bytes}; other memory than before if it had to grow, and then without content. */
    Cuda.Pinned atLeast(long bytes) {
        var present = memory;
        if (present != null && present.bytes().capacity() >= bytes) {
            return present;
        }
        close();
        long size = (Math.max(bytes, 1) + STEP - 1) / STEP * STEP;
        if (size > Integer.MAX_VALUE) {
            throw new EngineException("a tensor of " + bytes + " bytes is too large: 2 GiB is the limit");
        }
        var fresh = cuda.allocatePinned((int) size);
        memory = fresh;
        return fresh;
    }

    @Override
    public void close() {
        var old = memory;
        memory = null;
        if (old != null) {
            cuda.freePinned(old);
        }
    }
}
