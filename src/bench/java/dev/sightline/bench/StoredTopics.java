package dev.sightline.bench;

import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamsRunner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the topics of a broker hold. */
final class StoredTopics implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final KafkaSettings kafka;
    private final Admin admin;

    /** Connects when it is first asked. */
    StoredTopics(KafkaSettings kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /**
     * How much there is.
     *
     * @param frames records of frames
     * @param looked of these, those whose detections are committed
     * @param bytes of each topic, those of other programs' under {@link FrameCost#INTERNAL}
     */
    record Sizes(long frames, long looked, Map<String, Long> bytes) {
        /** What there is more than before. */
        Sizes since(Sizes before) {
            Map<String, Long> more = new HashMap<>(bytes);
            more.replaceAll((topic, size) -> size - before.bytes.getOrDefault(topic, 0L));
            return new Sizes(frames - before.frames, looked - before.looked, more);
        }

        /** What each topic has more by one frame, those that did not grow left out. */
        Map<String, Double> bytesOfAFrame() {
            return bytes.entrySet().stream()
                    .filter(topic -> topic.getValue() > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            topic -> topic.getValue() / (double) (topic.getKey().equals("frames") ? frames : looked)));
        }
    }

    /** Waits for the broker. */
    void awaitBroker(Duration limit) throws Exception {
        admin.describeCluster().nodes().get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits for detections of a frame of every partition. */
    void awaitDetections(Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (looked().size() < kafka.stream().partitions()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no detections within " + limit.toSeconds() + " s");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** All at present. */
    Sizes sizes() throws Exception {
        long looked =
                looked().values().stream().mapToLong(OffsetAndMetadata::offset).sum();
        return new Sizes(frames(), looked, bytes());
    }

    private Map<TopicPartition, OffsetAndMetadata> looked() throws Exception {
        return admin.listConsumerGroupOffsets(StreamsRunner.group(kafka, "detect"))
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private long frames() throws Exception {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, kafka.stream().partitions())
                .mapToObj(
                        partition -> new TopicPartition(kafka.topics().frames().name(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get(LIMIT_SECONDS, TimeUnit.SECONDS).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private Map<String, Long> bytes() throws Exception {
        var brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .map(node -> node.id())
                .toList();
        Map<String, Long> bytes = new HashMap<>();
        admin.describeLogDirs(brokers).allDescriptions().get(LIMIT_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(folders -> folders.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .forEach(replica -> bytes.merge(
                        name(replica.getKey().topic()), replica.getValue().size(), Long::sum));
        return bytes;
    }

    private String name(String topic) {
        String prefix = kafka.stream().prefix() + ".";
        return topic.startsWith(prefix) ? topic.substring(prefix.length()) : FrameCost.INTERNAL;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
