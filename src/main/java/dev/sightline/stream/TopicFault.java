package dev.sightline.stream;

/**
 * A setting that is not as it should be.
 *
 * @param place what has it: a topic, {@code broker N} or {@code kafka.client}
 * @param setting its name
 * @param is its value
 * @param needed what it should be
 * @param remedy what to do
 * @param isFatal whether nothing is started as it is; otherwise it works, but not as it was asked for
 */
public record TopicFault(String place, String setting, String is, String needed, String remedy, boolean isFatal) {
    /** It in words. */
    @Override
    public String toString() {
        return place + ": " + setting + " is " + is + ", should be " + needed + ": " + remedy;
    }
}
