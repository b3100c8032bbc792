package dev.sightline.ssd;

import java.util.List;

/** One step of a network on square maps of channels; its input is the output of earlier layers, by their names. */
public sealed interface Layer permits Convolution, MaxPool, ChannelNorm, Sum {
    /** What the layer's output and parameters are called; unique in its network. */
    String name();

    /** The layers whose outputs this one reads, or {@link SsdNetwork#INPUT}. */
    List<String> inputs();

    /** Channels of each input. */
    int inputChannels();

    /** Cells a side of each input. */
    int inputSize();

    /** Channels of the output: as many as go in, unless the layer says otherwise. */
    default int outputChannels() {
        return inputChannels();
    }

    /** Cells a side of the output: as many as go in, unless the layer says otherwise. */
    default int outputSize() {
        return inputSize();
    }

    /** What is learned, in the order weight, bias. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /** Multiplications with a weight for one picture; biases, sums and norms are not counted, as is usual. */
    default long multiplications() {
        return 0;
    }
}
