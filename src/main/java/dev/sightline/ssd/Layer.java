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

    /** Channels of the output. */
    int outputChannels();

    /** Cells a side of the output. */
    int outputSize();

    /** What is learned, in the order weight, bias. */
    List<Parameter> parameters();

    /** Multiplications with a weight for one picture; biases, sums and norms are not counted, as is usual. */
    long multiplications();
}
