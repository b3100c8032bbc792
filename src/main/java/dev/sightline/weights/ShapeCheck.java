package dev.sightline.weights;

import dev.sightline.ssd.Convolution;
import dev.sightline.ssd.SsdNetwork;
import java.util.List;

/** Compares the shapes that a file has with those that a network needs. */
final class ShapeCheck {
    private ShapeCheck() {}

    /**
     * Checks one tensor.
     *
     * @param expected in the file's own order of dimensions
     * @throws WeightsException with the layer's name and the file's own, and the number of classes if that is what differs
     */
    static void check(SsdNetwork network, String layer, StoredTensor tensor, List<Integer> expected)
            throws WeightsException {
        if (!tensor.shape().equals(expected)) {
            throw new WeightsException("layer " + layer + ": " + tensor.name() + " has the shape " + tensor.shape()
                    + ", not " + expected + otherClasses(network, layer, tensor.shape(), expected));
        }
    }

    private static String otherClasses(SsdNetwork network, String layer, List<Integer> actual, List<Integer> expected) {
        boolean scores = network.heads().stream().anyMatch(head -> head.scores().equals(layer));
        if (!scores || actual.size() != expected.size()) {
            return "";
        }
        int outputs = network.layers().stream()
                .filter(known -> known.name().equals(layer) && known instanceof Convolution)
                .findFirst()
                .orElseThrow()
                .outputChannels();
        int axis = expected.indexOf(outputs);
        int boxes = outputs / network.classes();
        return axis < 0 || actual.get(axis) % boxes != 0
                ? ""
                : ": it scores " + actual.get(axis) / boxes + " classes, not " + network.classes();
    }
}
