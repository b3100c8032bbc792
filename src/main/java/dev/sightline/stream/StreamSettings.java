package dev.sightline.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How Kafka is used.
 *
 * @param prefix of every topic and group, e.g. {@code sightline}
 * @param partitions of every topic with a camera as key, when it is created, 1 to 1000
 * @param replication of every topic when it is created, ≥ 1
 * @param stateFolder where the state stores are
 * @param detectThreads frames in work at the same time, 1 to 256; more than a batch keeps the engine fed
 * @param analyzeThreads partitions analysed at the same time, 1 to 256
 * @param maxFrameAge frames older than this are skipped rather than looked at
 * @param frameRetention how long frames are kept
 * @param classTopics classes, in the model's words, whose tracks also go to a topic of their own, at most 100
 * @param client further settings for every Kafka client, such as security; may hold secrets
 */
public record StreamSettings(
        String prefix,
        int partitions,
        int replication,
        Path stateFolder,
        int detectThreads,
        int analyzeThreads,
        Duration maxFrameAge,
        Duration frameRetention,
        List<String> classTopics,
        Map<String, String> client) {
    private static final int MOST_CLASS_TOPICS = 100;

    /** Checks the ranges. */
    public StreamSettings {
        if (!prefix.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException(
                    "prefix is 1 to 100 letters, digits, '.', '_' or '-', not '" + prefix + "'");
        }
        between("partitions", partitions, 1000);
        between("replication", replication, 100);
        between("detectThreads", detectThreads, 256);
        between("analyzeThreads", analyzeThreads, 256);
        if (maxFrameAge.isNegative() || maxFrameAge.isZero()) {
            throw new IllegalArgumentException("maxFrameAge is above 0, not " + maxFrameAge);
        }
        if (frameRetention.toSeconds() < 60) {
            throw new IllegalArgumentException("frameRetention is at least 1 minute, not " + frameRetention);
        }
        classTopics = List.copyOf(classTopics);
        if (classTopics.size() > MOST_CLASS_TOPICS || classTopics.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "classTopics are up to " + MOST_CLASS_TOPICS + " classes, each a word or some, not " + classTopics);
        }
        client = Map.copyOf(client);
    }

    private static void between(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " is 1 to " + max + ", not " + value);
        }
    }

    /** Names the client settings but not their values, which may be secret. */
    @Override
    public String toString() {
        return "StreamSettings[" + prefix + ", " + partitions + " partitions, client settings " + client.keySet() + "]";
    }
}
