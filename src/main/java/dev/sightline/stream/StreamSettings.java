package dev.sightline.stream;

import dev.sightline.registry.RegistrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is used.
 *
 * @param prefix of every topic and group, e.g. {@code sightline}
 * @param partitions of every topic with a camera as key, when it is created, 1 to 1000
 * @param replication of every topic when it is created, ≥ 1
 * @param minInsyncReplicas copies that an acknowledged record is in at least, of every topic when it is created, 1 to
 *     {@code replication}
 * @param stateFolder where the state stores are
 * @param detectThreads frames in work at the same time, 1 to 256; more than a batch keeps the engine fed
 * @param analyzeThreads partitions analysed at the same time, 1 to 256
 * @param standbyReplicas further processes that keep a copy of each partition's state at hand, 0 to 10
 * @param instance what tells this process from others of the same role for as long as it is set up, such as a pod's name: its
 *     partitions wait for it while it restarts; null where it does not matter
 * @param maxFrameAge frames older than this are skipped rather than looked at
 * @param lostAfter a camera counts as lost when neither a frame nor a status of it has come for so long, 10 s to 1 h
 * @param frameRetention how long frames are kept
 * @param classTopics classes, in the model's words, whose tracks also go to a topic of their own, at most 100
 * @param client further settings for every Kafka client, such as security; may hold secrets
 * @param schemaRegistry where the schemas of the topics are registered, if anywhere
 */
public record StreamSettings(
        String prefix,
        int partitions,
        int replication,
        int minInsyncReplicas,
        Path stateFolder,
        int detectThreads,
        int analyzeThreads,
        int standbyReplicas,
        @Nullable String instance,
        Duration maxFrameAge,
        Duration lostAfter,
        Duration frameRetention,
        List<String> classTopics,
        Map<String, String> client,
        RegistrySettings schemaRegistry) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int MOST_CLASS_TOPICS = 100;

    /** Checks the ranges. */
    public StreamSettings {
        if (!NAME.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix is 1 to 100 letters, digits, '.', '_' or '-', not '" + prefix + "'");
        }
        between("partitions", partitions, 1, 1000);
        between("replication", replication, 1, 100);
        between("minInsyncReplicas", minInsyncReplicas, 1, replication);
        between("detectThreads", detectThreads, 1, 256);
        between("analyzeThreads", analyzeThreads, 1, 256);
        between("standbyReplicas", standbyReplicas, 0, 10);
        if (instance != null && !NAME.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "instance is 1 to 100 letters, digits, '.', '_' or '-', not '" + instance + "'");
        }
        if (maxFrameAge.isNegative() || maxFrameAge.isZero()) {
            throw new IllegalArgumentException("maxFrameAge is above 0, not " + maxFrameAge);
        }
        if (lostAfter.toSeconds() < 10 || lostAfter.toSeconds() > 3600) {
            throw new IllegalArgumentException("lostAfter is 10 s to 1 h, not " + lostAfter);
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

    private static void between(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + min + " to " + max + ", not " + value);
        }
    }

    /** The same with some changes. */
    public StreamSettings with(Consumer<StreamDraft> change) {
        StreamDraft draft = new StreamDraft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Names the client settings but not their values, which may be secret. */
    @Override
    public String toString() {
        return "StreamSettings[" + prefix + ", " + partitions + " partitions, client settings " + client.keySet() + ", "
                + schemaRegistry + "]";
    }
}
