package dev.sightline.stream;

import dev.sightline.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and checks those that are there. */
public final class TopicSetup {
    private static final int LIMIT_SECONDS = 20;
    private static final String DAY = days(1);

    /** How long there is every detection, and every status of a camera, so that rules can be tried on them. */
    private static final String REPLAYABLE = days(7);

    /** How long there is every track, and of a camera at least the last status. */
    private static final String TRACKS = days(30);

    /** How long there is a picture of each alert. */
    private static final String EVIDENCE = days(90);

    private TopicSetup() {}

    /**
     * Makes sure that every topic exists with the same number of partitions.
     *
     * @throws KafkaUnavailableException if the cluster does not answer within 20 s, refuses, or has topics that differ
     *     in their number of partitions
     */
    public static void ensure(KafkaSettings kafka) {
        try (Admin admin = Admin.create(kafka.client(
                Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", LIMIT_SECONDS * 1000 - 1000)))) {
            List<NewTopic> wanted = wanted(kafka);
            create(admin, wanted);
            check(admin, wanted.stream().map(NewTopic::name).toList());
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaUnavailableException(
                    "the topics cannot be set up at " + kafka.bootstrapServers() + ": " + cause.getMessage()
                            + "; check --bootstrap-servers and the rights to create topics",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while the topics were set up", e);
        }
    }

    private static List<NewTopic> wanted(KafkaSettings kafka) {
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
        return new NewTopic(name, stream.partitions(), (short) stream.replication()).configs(config);
    }

    private static void create(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            try {
                created.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** A broker may not know for a moment what the controller has just created. */
    private static Map<String, TopicDescription> describe(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static void check(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> found = describe(admin, names);
        long sizes = found.values().stream()
                .map(topic -> topic.partitions().size())
                .distinct()
                .count();
        if (sizes > 1) {
            List<String> each = found.values().stream()
                    .map(topic -> topic.name() + " has " + topic.partitions().size())
                    .sorted()
                    .toList();
            throw new KafkaUnavailableException("the topics need the same number of partitions, but "
                    + String.join(", ", each) + "; recreate those that differ or choose another prefix");
        }
    }
}
