package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.nio.ByteBuffer;

/**
 * What is asked of the CUDA run time. Streams, events, graphs and memory are named by their addresses; 0 is none. Every verb
 * throws an {@link EngineException} with the library's own message. Safe for use by several threads, each of which says
 * with {@link #use} which GPU it means.
 */
interface Cuda {
    /** The newest CUDA that the driver can do, 1000 × major + 10 × minor; 0: there is no driver. */
    int driverVersion();

    /** How many GPUs there are, 0 or more. */
    int deviceCount();

    /** What a GPU is. */
    Gpu describe(int device);

    /** Lets what this thread does from now on happen on a GPU. */
    void use(int device);

    /** A stream that does not wait for the default one. */
    long newStream();

    /** Gives a stream back. */
    void destroyStream(long stream);

    /** An event that measures no times. */
    long newEvent();

    /** Lets an event happen when all that was queued in a stream until now is done. */
    void record(long event, long stream);

    /** Whether an event has happened; an error of what it waits for is thrown here. */
    boolean hasHappened(long event);

    /** Gives an event back. */
    void destroyEvent(long event);

    /**
     * Memory of the GPU.
     *
     * @param bytes above 0
     * @throws OutOfGpuMemoryException if there is not enough
     */
    long allocate(long bytes);

    /** Gives memory of the GPU back. */
    void free(long address);

    /**
     * Memory of the machine that the GPU reads and writes by itself.
     *
     * @param bytes above 0
     */
    Pinned allocatePinned(int bytes);

    /** Gives memory of the machine back. */
    void freePinned(Pinned memory);

    /** Queues a copy to the GPU. */
    void copyIn(long target, long pinned, long bytes, long stream);

    /** Queues a copy from the GPU. */
    void copyOut(long pinned, long source, long bytes, long stream);

    /** Lets a stream remember what is queued instead of doing it. */
    void beginCapture(long stream);

    /** Ends what {@link #beginCapture} began: what was queued, as a graph that can be launched. */
    long endCapture(long stream);

    /** Queues a graph. */
    void launch(long graph, long stream);

    /** Gives a graph back. */
    void destroyGraph(long graph);

    /**
     * Pinned memory.
     *
     * @param address as the GPU knows it
     * @param bytes the same as Java knows it, in native byte order
     */
    record Pinned(long address, ByteBuffer bytes) {}
}
