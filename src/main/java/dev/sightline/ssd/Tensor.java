package dev.sightline.ssd;

import java.util.List;

/**
 * Numbers with a shape. The array is the caller's and is not copied; nobody changes it afterwards.
 *
 * @param shape its dimensions
 * @param values all numbers, the last dimension innermost
 */
@SuppressWarnings("ArrayRecordComponent") // tens of millions of numbers, never compared
public record Tensor(List<Integer> shape, float[] values) {
    /** Checks that the shape and the numbers fit. */
    public Tensor {
        shape = List.copyOf(shape);
        if (shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(values.length + " numbers do not fit the shape " + shape);
        }
    }
}
