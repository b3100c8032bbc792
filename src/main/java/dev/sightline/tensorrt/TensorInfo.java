package dev.sightline.tensorrt;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * An input or output of an engine.
 *
 * @param name unique among them
 * @param input whether it is one
 * @param type of its elements
 * @param shape -1 where it is open
 * @param largest the largest shape of an input; the same as {@code shape} for an output
 * @param onHost whether it lies in the machine's memory instead of the GPU's
 */
record TensorInfo(String name, boolean input, DataType type, Shape shape, Shape largest, boolean onHost) {
    /** What is appended to an output's name for the output that says its shape. */
    static final String SHAPE_SUFFIX = "#shape";

    /** Whether this output says the shape of another. */
    boolean isShape() {
        return !input && name.endsWith(SHAPE_SUFFIX);
    }

    /** Whether the shape is open at a place. */
    boolean isOpen() {
        return isOpen(shape);
    }

    static boolean isOpen(Shape shape) {
        for (long size : shape.getShape()) {
            if (size < 0) {
                return true;
            }
        }
        return false;
    }

    /** Bytes of this type in a shape that is not open. */
    long bytes(Shape shape) {
        return Math.multiplyExact(shape.size(), (long) type.getNumOfBytes());
    }
}
