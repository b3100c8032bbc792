package dev.sightline.ssd;

import java.util.List;

/**
 * Learned numbers of a layer.
 *
 * @param layer the layer's name
 * @param role {@code weight}, {@code bias} or {@code scale}
 * @param shape a convolution's weight: (output channels, input channels of a group, kernel, kernel); others: (channels)
 */
public record Parameter(String layer, String role, List<Integer> shape) {
    /** Copies the shape. */
    public Parameter {
        shape = List.copyOf(shape);
    }

    /** Unique in its network: {@code layer.role}. */
    public String name() {
        return layer + "." + role;
    }

    /** How many numbers. */
    public int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
