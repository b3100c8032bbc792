package dev.sightline.ssd;

import java.util.ArrayList;
import java.util.List;

/** Puts layers one on the other, keeping track of the channels and the size; not thread-safe. */
final class Trunk {
    private final List<Layer> layers = new ArrayList<>();
    private String at = SsdNetwork.INPUT;
    private int channels = 3;
    private int size;

    /** A trunk on pictures of {@code size} pixels a side. */
    Trunk(int size) {
        this.size = size;
    }

    /** A convolution with the same padding on all sides, rectified. */
    Trunk conv(String name, int outputs, int kernel, int stride, int padding) {
        return conv(name, outputs, kernel, stride, Padding.of(padding), Rectifier.RELU);
    }

    Trunk conv(String name, int outputs, int kernel, int stride, Padding padding, Rectifier rectifier) {
        return add(new Convolution(name, at, channels, size, outputs, kernel, stride, padding, 1, 1, rectifier));
    }

    /** A convolution of each channel by itself, kernel 3, TensorFlow's padding, ReLU6. */
    Trunk depthwise(String name, int stride) {
        var padding = Padding.same(size, 3, stride);
        return add(
                new Convolution(name, at, channels, size, channels, 3, stride, padding, 1, channels, Rectifier.RELU6));
    }

    Trunk add(Layer layer) {
        layers.add(layer);
        at = layer.name();
        channels = layer.outputChannels();
        size = layer.outputSize();
        return this;
    }

    /** Goes back to an earlier layer. */
    Trunk from(Layer layer) {
        at = layer.name();
        channels = layer.outputChannels();
        size = layer.outputSize();
        return this;
    }

    /** The layer that was added last, or gone back to. */
    Layer top() {
        return layers.stream()
                .filter(layer -> layer.name().equals(at))
                .findFirst()
                .orElseThrow();
    }

    String at() {
        return at;
    }

    int channels() {
        return channels;
    }

    int size() {
        return size;
    }

    List<Layer> layers() {
        return layers;
    }
}
