package dev.sightline.ssd;

/** What a convolution's output goes through. */
public enum Rectifier {
    /** Nothing. */
    NONE,
    /** {@code max(0, x)}. */
    RELU,
    /** {@code min(6, max(0, x))}. */
    RELU6
}
