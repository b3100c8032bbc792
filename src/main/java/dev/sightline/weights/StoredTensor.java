package dev.sightline.weights;

import dev.sightline.ssd.Tensor;
import java.io.IOException;
import java.util.List;

/**
 * Where a tensor lies in a file, and how. Its numbers are {@code stored * scale + offset}.
 *
 * @param name what the file calls it
 * @param shape its dimensions; their product is below 2³¹
 * @param format of the stored numbers
 * @param at its first byte
 * @param scale 1 where numbers are not quantised
 * @param offset 0 where numbers are not quantised
 */
record StoredTensor(String name, List<Integer> shape, NumberFormat format, long at, double scale, double offset) {
    /** A tensor whose numbers are stored as they are. */
    StoredTensor(String name, List<Integer> shape, NumberFormat format, long at) {
        this(name, shape, format, at, 1, 0);
    }

    /** How many numbers a shape has, or 2³¹ if there are more. */
    static long count(List<Integer> shape) {
        long count = 1;
        for (int dimension : shape) {
            count = Math.min(count * dimension, 1L << 31);
        }
        return count;
    }

    /** How many bytes it takes. */
    long length() {
        return count(shape) * format.bytes();
    }

    Tensor read(FileBytes file) throws IOException {
        float[] values = file.numbers(at, (int) count(shape), format);
        if (scale != 1 || offset != 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (values[i] * scale + offset);
            }
        }
        return new Tensor(shape, values);
    }
}
