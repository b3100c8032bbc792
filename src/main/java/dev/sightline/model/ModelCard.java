package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.ImageSize;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.SsdLayout;
import java.util.List;

/**
 * What must be known about a model to use it: a JSON file that lies beside the model's own. The card of the built-in model
 * shows every key.
 *
 * @param id name, version and checksum
 * @param file the ONNX file's name, in the card's folder
 * @param input what the network wants
 * @param outputs what the network's outputs are called
 * @param head how the outputs mean detections
 * @param origin where the model is from and how good it is
 */
record ModelCard(ModelId id, String file, Input input, Outputs outputs, Head head, Origin origin) {
    /** The channels of a picture in the order that a network wants them. */
    enum ChannelOrder {
        RGB,
        BGR
    }

    /**
     * The network's input: shape (batch, 3, height, width), float32, {@code (pixel - mean) * scale}.
     *
     * @param name of the input
     * @param size to which pictures are stretched
     * @param order of the channels
     * @param mean of each channel in that order, 0 to 255
     * @param scale above 0
     */
    record Input(String name, ImageSize size, ChannelOrder order, List<Double> mean, double scale) {}

    /**
     * The names of the network's outputs.
     *
     * @param boxes raw offsets, shape (batch, default boxes, 4), float32
     * @param scores logits, shape (batch, default boxes, classes), float32; class 0 is the background
     */
    record Outputs(String boxes, String scores) {}

    /**
     * How the outputs mean detections.
     *
     * @param activation from logits to scores
     * @param coder from offsets to boxes
     * @param layout the default boxes
     * @param labels the classes' words
     * @param suppression of boxes that show the same object
     */
    record Head(
            Activation activation,
            BoxCoder coder,
            SsdLayout layout,
            Labels labels,
            NonMaximumSuppression suppression) {}

    /**
     * Where the model is from and how good it is, for people.
     *
     * @param license SPDX identifier
     * @param source where it comes from
     * @param minScore the threshold that its maker or a measurement suggests, in (0, 1]
     * @param quality what was measured, by whom, and the figure
     */
    record Origin(String license, String source, double minScore, List<String> quality) {}
}
