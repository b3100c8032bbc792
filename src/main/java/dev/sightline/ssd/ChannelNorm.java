package dev.sightline.ssd;

import java.util.List;

/**
 * Each cell's channels divided by their L2 norm and multiplied by a learned scale of each channel (SSD paper, section 3.1,
 * after W. Liu et al., ParseNet, arXiv 1506.04579, section 3.3): {@code scale * x / sqrt(sum x² + 1e-10)}.
 *
 * @param name as in {@link Layer}
 * @param input the layer that it reads
 * @param inputChannels of it
 * @param inputSize of it
 */
public record ChannelNorm(String name, String input, int inputChannels, int inputSize) implements Layer {
    /** Keeps a cell of zeros from becoming infinite, as in the authors' {@code normalize_layer.cpp}. */
    public static final float EPSILON = 1e-10f;

    /** The scale before training. */
    public static final float INITIAL_SCALE = 20;

    @Override
    public List<String> inputs() {
        return List.of(input);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter(name, "scale", List.of(inputChannels)));
    }
}
