package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/** Where one tensor of one lane lives: in pinned memory and, unless TensorRT wants it on the host, in the GPU's. */
final class Slot {
    private final TensorInfo info;
    private final Cuda cuda;
    private final DeviceMemory device;
    private final PinnedMemory pinned;
    private long address;

    Slot(TensorInfo info, Cuda cuda) {
        this.info = info;
        this.cuda = cuda;
        this.device = new DeviceMemory(cuda);
        this.pinned = new PinnedMemory(cuda);
    }

    TensorInfo info() {
        return info;
    }

    /** Where TensorRT finds the tensor. */
    long address() {
        return address;
    }

    /** Where the tensor is in the GPU and in pinned memory; a graph that was captured for other places is of no use. */
    List<Long> places() {
        return List.of(address, pinned.atLeast(0).address());
    }

    /** Makes room for {@code bytes} where TensorRT works. */
    void reserve(long bytes) {
        address = info.onHost() ? pinned.atLeast(bytes).address() : device.atLeast(bytes);
    }

    /** Puts an input into pinned memory and makes room for it. */
    void stage(ByteBuffer bytes) {
        int length = bytes.remaining();
        pinned.atLeast(length).bytes().put(0, bytes, bytes.position(), length);
        reserve(length);
    }

    /** Queues the copy of an input. */
    void copyIn(long bytes, long stream) {
        if (!info.onHost()) {
            cuda.copyIn(address, pinned.atLeast(bytes).address(), bytes, stream);
        }
    }

    /** Makes room for an output of {@code bytes} in pinned memory. */
    void expect(long bytes) {
        pinned.atLeast(bytes);
    }

    /** Queues the copy of an output. */
    void copyOut(long bytes, long stream) {
        if (!info.onHost() && bytes > 0) {
            cuda.copyOut(pinned.atLeast(bytes).address(), address, bytes, stream);
        }
    }

    /** An output that has arrived, as a copy of its own. */
    ByteBuffer take(long bytes) {
        int length = Math.toIntExact(bytes);
        return ByteBuffer.allocateDirect(length)
                .order(ByteOrder.nativeOrder())
                .put(0, pinned.atLeast(bytes).bytes(), 0, length);
    }

    /** An arrived output of whole numbers as the shape that it says, of at most {@code dimensions}. */
    Shape takeShape(int dimensions) {
        LongBuffer numbers = take((long) dimensions * Long.BYTES).asLongBuffer();
        long[] sizes = new long[dimensions];
        numbers.get(sizes);
        for (long size : sizes) {
            if (size < 0) {
                throw new EngineException("TensorRT gave no shape for " + info.name());
            }
        }
        return new Shape(sizes);
    }

    /** Gives the pinned memory back. */
    void freePinned() {
        pinned.close();
    }

    /** Gives the GPU's memory back. */
    void freeDevice() {
        device.close();
    }
}
