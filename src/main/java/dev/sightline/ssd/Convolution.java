package dev.sightline.ssd;

import java.util.List;

/**
 * A convolution with a bias and a square kernel, and what follows it.
 *
 * @param name as in {@link Layer}
 * @param input the layer that it reads
 * @param inputChannels of it
 * @param inputSize of it
 * @param outputChannels a multiple of {@code groups}
 * @param kernel cells a side
 * @param stride cells between two outputs
 * @param padding of the input
 * @param dilation cells between two taps of the kernel, 1 for an ordinary one
 * @param groups 1, or {@code inputChannels} for a depthwise convolution
 * @param rectifier of the output
 */
public record Convolution(
        String name,
        String input,
        int inputChannels,
        int inputSize,
        int outputChannels,
        int kernel,
        int stride,
        Padding padding,
        int dilation,
        int groups,
        Rectifier rectifier)
        implements Layer {
    /** Checks that the numbers fit together. */
    public Convolution {
        boolean positive = inputChannels > 0 && outputChannels > 0 && kernel > 0 && stride > 0 && dilation > 0;
        if (!positive || groups < 1 || inputChannels % groups != 0 || outputChannels % groups != 0) {
            throw new IllegalArgumentException("layer " + name + ": the convolution's numbers do not fit together");
        }
        if (inputSize + padding.total() < dilation * (kernel - 1) + 1) {
            throw new IllegalArgumentException(
                    "layer " + name + ": the kernel is larger than the map of " + inputSize + " cells");
        }
    }

    @Override
    public List<String> inputs() {
        return List.of(input);
    }

    @Override
    public int outputSize() {
        return (inputSize + padding.total() - dilation * (kernel - 1) - 1) / stride + 1;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(name, "weight", List.of(outputChannels, inputChannels / groups, kernel, kernel)),
                new Parameter(name, "bias", List.of(outputChannels)));
    }

    @Override
    public long multiplications() {
        long weights = (long) outputChannels * (inputChannels / groups) * kernel * kernel;
        return weights * outputSize() * outputSize();
    }
}
