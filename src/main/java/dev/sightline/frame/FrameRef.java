package dev.sightline.frame;

/**
 * Where a frame's record is.
 *
 * @param topic the frames topic
 * @param partition its partition, ≥ 0
 * @param offset its offset in the partition, ≥ 0
 */
public record FrameRef(String topic, int partition, long offset) {
    /** Checks the numbers. */
    public FrameRef {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("partition and offset are not negative: " + partition + ", " + offset);
        }
    }
}
