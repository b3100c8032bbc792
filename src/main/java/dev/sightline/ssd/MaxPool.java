package dev.sightline.ssd;

import java.util.List;

/**
 * The largest value of each window; padding never is the largest.
 *
 * @param name as in {@link Layer}
 * @param input the layer that it reads
 * @param inputChannels of it
 * @param inputSize of it
 * @param kernel cells a side of the window
 * @param stride cells between two windows
 * @param padding on each side
 * @param ceiling whether a window that only partly lies on the map counts, as in Caffe
 */
public record MaxPool(
        String name,
        String input,
        int inputChannels,
        int inputSize,
        int kernel,
        int stride,
        int padding,
        boolean ceiling)
        implements Layer {
    @Override
    public List<String> inputs() {
        return List.of(input);
    }

    @Override
    public int outputSize() {
        int room = inputSize + 2 * padding - kernel;
        return (ceiling ? (room + stride - 1) / stride : room / stride) + 1;
    }
}
