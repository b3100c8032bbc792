package dev.sightline.frame;

/**
 * Where the record of a frame, or of what was found in it, is.
 *
 * @param topic the topic, up to {@value #LONGEST} characters
 * @param partition its partition, ≥ 0
 * @param offset its offset in the partition, ≥ 0
 */
public record FrameRef(String topic, int partition, long offset) {
    /** What Kafka allows; who keeps places in a state can count on it. */
    private static final int LONGEST = 249;

    /** Checks the numbers and the length. */
    public FrameRef {
        if (topic.length() > LONGEST) {
            throw new IllegalArgumentException("a topic has at most " + LONGEST + " characters, not " + topic.length());
        }
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException("partition and offset are not negative: " + partition + ", " + offset);
        }
    }

    /** The place for people, such as {@code sightline.frames-3@1042}. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }
}
