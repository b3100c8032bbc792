package dev.sightline.tensorrt;

/** A piece of the GPU's memory that grows and is used again and again. */
final class DeviceMemory implements AutoCloseable {
    /** Sizes are rounded up to this many bytes, so that slightly larger batches fit. */
    private static final long STEP = 64 << 10;

    private final Cuda cuda;
    private long address;
    private long capacity;

    DeviceMemory(Cuda cuda) {
        this.cuda = cuda;
    }

    /** The address of at least {@code bytes}; another one than before if the memory had to grow, and then without content. */
    long atLeast(long bytes) {
        if (bytes > capacity || address == 0) {
            close();
            long size = (Math.max(bytes, 1) + STEP - 1) / STEP * STEP;
            address = cuda.allocate(size);
            capacity = size;
        }
        return address;
    }

    @Override
    public void close() {
        long old = address;
        address = 0;
        capacity = 0;
        if (old != 0) {
            cuda.free(old);
        }
    }
}
