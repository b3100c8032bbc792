package dev.sightline.ssd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole SSD as a list of layers: from it come the ONNX graph for serving and the blocks for training, and with it go its
 * default boxes, so that none can disagree with another.
 *
 * @param name what the network is called, e.g. {@code ssd300_vgg16}
 * @param inputSize pixels a side of the picture that it reads, 3 channels
 * @param classes how many it scores, the background included
 * @param layers in an order in which each comes after those that it reads
 * @param heads the predictions, one for each map of the layout and in its order
 * @param layout the default boxes
 */
public record SsdNetwork(
        String name, int inputSize, int classes, List<Layer> layers, List<Head> heads, SsdLayout layout) {
    /** What the first layer reads, instead of a layer. */
    public static final String INPUT = "images";

    /**
     * The layers that predict on one map. The channels of each cell are those of its first default box, then of its second,
     * and so on.
     *
     * @param boxes name of the layer with 4 offsets for each default box
     * @param scores name of the layer with a logit for each class for each default box
     */
    public record Head(String boxes, String scores) {}

    /** Checks that the layers fit together and the heads fit the layout. */
    public SsdNetwork {
        layers = List.copyOf(layers);
        heads = List.copyOf(heads);
        Map<String, Layer> known = new HashMap<>();
        for (Layer layer : layers) {
            for (String input : layer.inputs()) {
                checkInput(layer, input, known, inputSize);
            }
            if (layer.name().equals(INPUT) || known.put(layer.name(), layer) != null) {
                throw new IllegalArgumentException("two layers are called " + layer.name());
            }
        }
        if (layout.order() != SsdLayout.Order.CELLS) {
            throw new IllegalArgumentException("the heads of a network predict cell by cell");
        }
        if (heads.size() != layout.maps().size()) {
            throw new IllegalArgumentException(
                    heads.size() + " heads do not fit " + layout.maps().size() + " maps");
        }
        for (int i = 0; i < heads.size(); i++) {
            var map = layout.maps().get(i);
            checkHead(heads.get(i).boxes(), 4, map, known);
            checkHead(heads.get(i).scores(), classes, map, known);
        }
    }

    /** What is learned, layer by layer. */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** How many numbers are learned. */
    public long parameterCount() {
        return parameters().stream().mapToLong(Parameter::count).sum();
    }

    /** Multiplications for one picture; see {@link Layer#multiplications}. */
    public long multiplications() {
        return layers.stream().mapToLong(Layer::multiplications).sum();
    }

    private static void checkInput(Layer layer, String input, Map<String, Layer> known, int inputSize) {
        Layer from = known.get(input);
        boolean fits = from == null
                ? input.equals(INPUT) && layer.inputChannels() == 3 && layer.inputSize() == inputSize
                : from.outputChannels() == layer.inputChannels() && from.outputSize() == layer.inputSize();
        if (!fits) {
            throw new IllegalArgumentException("layer " + layer.name() + " does not fit its input " + input);
        }
    }

    private static void checkHead(String name, int perBox, SsdLayout.FeatureMap map, Map<String, Layer> known) {
        Layer layer = known.get(name);
        int channels = perBox * map.shapes().size();
        if (layer == null || layer.outputSize() != map.size() || layer.outputChannels() != channels) {
            throw new IllegalArgumentException("head " + name + " does not fit its map of " + map.size()
                    + " cells a side: it needs " + channels + " channels");
        }
    }
}
