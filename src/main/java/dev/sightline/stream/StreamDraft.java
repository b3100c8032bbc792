package dev.sightline.stream;

import dev.sightline.registry.RegistrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings that are being changed, one field for each component of {@link StreamSettings}; used by one thread. */
public final class StreamDraft {
    public String prefix;
    public int partitions;
    public int replication;
    public int minInsyncReplicas;
    public Path stateFolder;
    public int detectThreads;
    public int analyzeThreads;
    public int standbyReplicas;
    public @Nullable String instance;
    public Duration maxFrameAge;
    public Duration lostAfter;
    public Duration frameRetention;
    public List<String> classTopics;
    public Map<String, String> client;
    public RegistrySettings schemaRegistry;

    StreamDraft(StreamSettings settings) {
        prefix = settings.prefix();
        partitions = settings.partitions();
        replication = settings.replication();
        minInsyncReplicas = settings.minInsyncReplicas();
        stateFolder = settings.stateFolder();
        detectThreads = settings.detectThreads();
        analyzeThreads = settings.analyzeThreads();
        standbyReplicas = settings.standbyReplicas();
        instance = settings.instance();
        maxFrameAge = settings.maxFrameAge();
        lostAfter = settings.lostAfter();
        frameRetention = settings.frameRetention();
        classTopics = settings.classTopics();
        client = settings.client();
        schemaRegistry = settings.schemaRegistry();
    }

    StreamSettings finished() {
        return new StreamSettings(
                prefix,
                partitions,
                replication,
                minInsyncReplicas,
                stateFolder,
                detectThreads,
                analyzeThreads,
                standbyReplicas,
                instance,
                maxFrameAge,
                lostAfter,
                frameRetention,
                classTopics,
                client,
                schemaRegistry);
    }
}
