package dev.sightline.ssd;

import java.util.HashMap;
import java.util.SplittableRandom;

/**
 * Weights with which all maps of a network are about as large as its input and no bias is 0, so that no layer hides behind
 * another: uniform in ±sqrt(6 / inputs) (K. He et al., arXiv 1502.01852, section 2.2).
 */
public final class LivelyWeights {
    private LivelyWeights() {}

    /** The same seed gives the same weights. */
    public static Weights of(SsdNetwork network, long seed) {
        var random = new SplittableRandom(seed);
        var tensors = new HashMap<String, Tensor>();
        for (Parameter parameter : network.parameters()) {
            float[] values = new float[parameter.count()];
            boolean weight = parameter.role().equals("weight");
            double centre = parameter.role().equals("scale") ? ChannelNorm.INITIAL_SCALE : 0;
            double spread = weight ? Math.sqrt(6.0 * parameter.shape().get(0) / values.length) : 0.3;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (centre + (2 * random.nextDouble() - 1) * spread);
            }
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return Weights.of(network, tensors);
    }
}
