package dev.sightline.frame;

/** Where a camera feed hands its frames on. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes one frame. Does not wait for its delivery; a frame that later cannot be delivered is counted as dropped by
     * the sink. Safe for use by several threads.
     */
    void accept(Frame frame);
}
