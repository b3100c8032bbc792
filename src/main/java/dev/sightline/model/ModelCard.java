package dev.sightline.model;

import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.detect.NonMaximumSuppression;
import dev.sightline.geometry.ImageSize;
import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.SsdLayout;

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
record ModelCard(ModelId id, String file, Input input, Outputs outputs, Head head, ModelDraft.Origin origin) {
    /**
     * The network's input: shape (batch, 3, height, width), float32.
     *
     * @param name of the input
     * @param size to which pictures are stretched
     * @param normalization of their pixels
     */
    record Input(String name, ImageSize size, Normalization normalization) {}

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
     * @param clipsFirst whether boxes are clipped to the picture before the suppression, or after
     * @param suppression of boxes that show the same object
     */
    record Head(
            Activation activation,
            BoxCoder coder,
            SsdLayout layout,
            Labels labels,
            boolean clipsFirst,
            NonMaximumSuppression suppression) {}
}
