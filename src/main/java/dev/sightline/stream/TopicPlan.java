package dev.sightline.stream;

import dev.sightline.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics as they should be. */
final class TopicPlan {
    private static final String DAY = days(1);

    /** How long there is every detection, and every status of a camera, so that rules can be tried on them. */
    private static final String REPLAYABLE = days(7);

    /** How long there is every track, and of a camera at least the last status. */
    private static final String TRACKS = days(30);

    /** How long there is a picture of each alert. */
    private static final String EVIDENCE = days(90);

    private TopicPlan() {}

    /** All topics, as they are created. */
    static List<NewTopic> topics(KafkaSettings kafka) {
        StreamSettings stream = kafka.stream();
        Topics topics = kafka.topics();
        String size = String.valueOf(KafkaSettings.MAX_RECORD);
        String frames = String.valueOf(stream.frameRetention().toMillis());
        String segment = String.valueOf(Math.max(60_000, stream.frameRetention().toMillis() / 4));
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(
                stream,
                topics.frames().name(),
                Map.of("retention.ms", frames, "segment.ms", segment, "max.message.bytes", size)));
        wanted.add(topic(stream, topics.detections().name(), Map.of("retention.ms", REPLAYABLE)));
        wanted.add(topic(stream, topics.tracks().name(), Map.of("retention.ms", TRACKS)));
        stream.classTopics().stream()
                .map(label -> topics.tracks(label).name())
                .distinct()
                .forEach(name -> wanted.add(topic(stream, name, Map.of("retention.ms", TRACKS))));
        wanted.add(topic(stream, topics.alerts().name(), Map.of("retention.ms", days(365))));
        wanted.add(
                topic(stream, topics.evidence().name(), Map.of("retention.ms", EVIDENCE, "max.message.bytes", size)));
        wanted.add(topic(
                stream,
                topics.cameras().name(),
                Map.of(
                        "cleanup.policy",
                        "compact,delete",
                        "min.compaction.lag.ms",
                        REPLAYABLE,
                        "retention.ms",
                        TRACKS,
                        "segment.ms",
                        DAY)));
        wanted.add(topic(stream, topics.controls().name(), Map.of("retention.ms", days(365))));
        wanted.add(topic(
                stream,
                topics.deadLetters().name(),
                Map.of("retention.ms", REPLAYABLE, "max.message.bytes", String.valueOf(2 * KafkaSettings.MAX_RECORD))));
        return wanted;
    }

    private static String days(int days) {
        return String.valueOf(Duration.ofDays(days).toMillis());
    }

    private static NewTopic topic(StreamSettings stream, String name, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.put("min.insync.replicas", String.valueOf(stream.minInsyncReplicas()));
        return new NewTopic(name, stream.partitions(), (short) stream.replication()).configs(all);
    }
}
