package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;

/**
 * The shapes of an input by the size of the batch.
 *
 * @param input its name
 * @param shape open at the first place and nowhere else
 */
record BatchProfile(String input, Shape shape) {
    BatchProfile {
        if (shape.dimension() == 0 || shape.get(0) >= 0 || TensorInfo.isOpen(shape.slice(1))) {
            throw new EngineException("input " + input + " has the shape " + shape
                    + ": only the first size, that of the batch, may be open; export the model with the others fixed");
        }
    }

    /** The shape for a batch of this size. */
    Shape of(int batch) {
        long[] sizes = shape.getShape().clone();
        sizes[0] = batch;
        return new Shape(sizes);
    }
}
