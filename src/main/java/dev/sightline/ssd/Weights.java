package dev.sightline.ssd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Numbers for all parameters of a network: none is missing, all have the right shapes and are finite. */
public final class Weights {
    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * Checks numbers against a network.
     *
     * @param tensors by {@link Parameter#name}
     * @throws IllegalArgumentException with the layer's name, if a parameter is missing, has another shape or is not finite,
     *     or if there is one that the network does not have
     */
    public static Weights of(SsdNetwork network, Map<String, Tensor> tensors) {
        var left = new HashMap<>(tensors);
        for (Parameter parameter : network.parameters()) {
            Tensor tensor = left.remove(parameter.name());
            String which = "layer " + parameter.layer() + ": the " + parameter.role();
            if (tensor == null) {
                throw new IllegalArgumentException(which + " is missing");
            }
            if (!tensor.shape().equals(parameter.shape())) {
                throw new IllegalArgumentException(
                        which + " has the shape " + tensor.shape() + ", not " + parameter.shape());
            }
            checkFinite(tensor, which);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "the network has no " + left.keySet().iterator().next());
        }
        return new Weights(Map.copyOf(tensors));
    }

    /**
     * Fresh weights: uniform in ±sqrt(3 / inputs) as Caffe's {@code xavier} filler (X. Glorot and Y. Bengio, AISTATS 2010),
     * biases 0, scales of norms {@link ChannelNorm#INITIAL_SCALE}.
     *
     * @param seed the same seed gives the same weights
     */
    public static Weights random(SsdNetwork network, long seed) {
        var random = new SplittableRandom(seed);
        var tensors = new HashMap<String, Tensor>();
        for (Parameter parameter : network.parameters()) {
            float[] values = new float[parameter.count()];
            switch (parameter.role()) {
                case "weight" ->
                    fill(values, random, Math.sqrt(3.0 * parameter.shape().get(0) / values.length));
                case "scale" -> Arrays.fill(values, ChannelNorm.INITIAL_SCALE);
                default -> {}
            }
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return new Weights(tensors);
    }

    /** The numbers of one parameter of the network. */
    public Tensor get(Parameter parameter) {
        Tensor tensor = tensors.get(parameter.name());
        if (tensor == null) {
            throw new IllegalArgumentException("these weights are of another network: no " + parameter.name());
        }
        return tensor;
    }

    private static void fill(float[] values, SplittableRandom random, double bound) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    private static void checkFinite(Tensor tensor, String which) {
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(which + " holds " + value);
            }
        }
    }
}
