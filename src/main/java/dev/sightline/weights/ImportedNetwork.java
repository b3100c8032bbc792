package dev.sightline.weights;

import dev.sightline.ssd.Activation;
import dev.sightline.ssd.BoxCoder;
import dev.sightline.ssd.Normalization;
import dev.sightline.ssd.SsdNetwork;
import dev.sightline.ssd.Weights;

/**
 * A network from elsewhere with all that a model card must say about it, but its name and its labels.
 *
 * @param network its layers and default boxes
 * @param weights its learned numbers
 * @param normalization how a picture becomes numbers
 * @param activation from logits to scores
 * @param coder from offsets to boxes
 * @param selection which candidates become detections
 */
public record ImportedNetwork(
        SsdNetwork network,
        Weights weights,
        Normalization normalization,
        Activation activation,
        BoxCoder coder,
        Selection selection) {
    /** How many classes it scores, the background included. */
    public int classes() {
        return network.classes();
    }

    /**
     * Which candidates become detections.
     *
     * @param minScore the least score that its maker lets through, in (0, 1]
     * @param iou a detection goes when its overlap with a better one of its class is above this, in [0, 1]
     * @param perClass the best candidates of a class that are looked at
     * @param total the most detections that are kept
     * @param clipsFirst whether boxes are clipped to the picture before they suppress each other, or after
     */
    public record Selection(double minScore, double iou, int perClass, int total, boolean clipsFirst) {}
}
