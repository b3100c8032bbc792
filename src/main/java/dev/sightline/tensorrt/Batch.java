package dev.sightline.tensorrt;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;

/** What goes into a run and comes out of it. */
final class Batch {
    private Batch() {}

    /**
     * One input.
     *
     * @param bytes the elements in native byte order, from position to limit
     * @param shape of the elements
     */
    record Input(ByteBuffer bytes, Shape shape) {}

    /**
     * One output.
     *
     * @param name as the network calls it
     * @param bytes the elements in native byte order
     */
    record Output(String name, DataType type, Shape shape, ByteBuffer bytes) {}
}
