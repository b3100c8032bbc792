package dev.sightline.model;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * What a network says about a batch, not yet decoded.
 *
 * @param boxes raw offsets, shape (batch, default boxes, 4)
 * @param scores logits, shape (batch, default boxes, classes)
 */
record RawOutputs(Tensor boxes, Tensor scores) {
    /**
     * Numbers with a shape.
     *
     * @param shape its dimensions
     * @param values all numbers, the last dimension innermost
     */
    record Tensor(Shape shape, FloatBuffer values) {
        /** The numbers of one picture of the batch. */
        FloatBuffer of(int picture) {
            int size = values.capacity() / (int) shape.get(0);
            return values.slice(picture * size, size);
        }
    }
}
