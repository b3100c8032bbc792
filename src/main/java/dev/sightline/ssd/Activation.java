package dev.sightline.ssd;

/** How a network's logits for one default box become scores. Class 0 is the background. */
public enum Activation {
    /** Every class by itself: {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** All classes against each other: {@code exp(x_i) / sum exp(x_j)}. */
    SOFTMAX
}
