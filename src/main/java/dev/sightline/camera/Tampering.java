package dev.sightline.camera;

/** What is wrong with a camera's pictures although they arrive. */
public enum Tampering {
    /** Nothing. */
    NONE,
    /** They show nearly one and the same grey everywhere: the lens is covered, or it is dark. */
    BLACK,
    /** They do not change at all, not even by a sensor's noise. */
    FROZEN,
    /** They are far less sharp than this camera's pictures are for long. */
    BLURRED,
    /** They no longer show what this camera has shown for long: it was turned or moved. */
    MOVED
}
