package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.ProfileSwitch;
import dev.sightline.alert.RuleInput;
import dev.sightline.frame.FrameRef;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What rules were told in the past, and what they answered, read back from the topics. Partitions may be read by several
 * threads at the same time.
 *
 * @param kafka where the topics are
 * @param range which part of the past, by the time of the records
 * @param cameras the cameras that are read; none for all
 */
public record RuleHistory(KafkaSettings kafka, TimeRange range, Set<String> cameras) {
    /** Who reads. */
    public interface Reader {
        /** Takes what rules were told next of a camera. */
        void told(RuleInput input);

        /** Takes that a profile was switched on, at {@code place}; also those from before the time that is read. */
        default void switched(ProfileSwitch change, FrameRef place) {}

        /** Told of each record that was read, whether it says something or not. */
        default void read() {}

        /** Whether it has had enough: reading ends soon with a {@link java.util.concurrent.CancellationException}. */
        default boolean stopped() {
            return false;
        }
    }

    /** Copies the set. */
    public RuleHistory {
        cameras = Set.copyOf(cameras);
    }

    /**
     * How many partitions there are.
     *
     * @throws KafkaUnavailableException if Kafka does not answer, or has no tracks
     */
    public int partitions() {
        String tracks = kafka.topics().tracks().name();
        KafkaReach.check(kafka, tracks);
        try (var consumer = RecordedPartition.consumer(kafka)) {
            return consumer.partitionsFor(tracks).size();
        }
    }

    /** About how many records there are to be read. */
    public long size() {
        try (var consumer = RecordedPartition.consumer(kafka)) {
            var present = consumer.listTopics();
            List<TopicPartition> all = inputs().stream()
                    .filter(present::containsKey)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            return RecordedOffsets.of(consumer, all, range).size();
        }
    }

    private List<String> inputs() {
        Topics topics = kafka.topics();
        return List.of(
                topics.detections().name(),
                topics.cameras().name(),
                topics.controls().name(),
                topics.tracks().name());
    }

    /** Reads a partition to its end: each camera's inputs in the order in which its rules were told them live. */
    public void read(int partition, Reader reader) {
        List<String> controls = List.of(kafka.topics().controls().name());
        try (var records = new RecordedPartition(kafka, partition, inputs(), controls, range, reader::stopped)) {
            new PartitionOrder(kafka.topics(), records, this::isWanted, reader).tell();
        }
    }

    /** Reads the alerts that were raised live in a partition. */
    public void alerts(int partition, BooleanSupplier stopped, Consumer<Alert> sink) {
        Topic<Alert> topic = kafka.topics().alerts();
        try (var records = new RecordedPartition(kafka, partition, List.of(topic.name()), List.of(), range, stopped)) {
            for (var record = records.peek(topic.name()); record != null; record = records.peek(topic.name())) {
                records.skip(topic.name());
                if (record.value() != null && isWanted(record)) {
                    sink.accept(topic.decode(record.value()));
                }
            }
        }
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
        return cameras.isEmpty()
                || record.key() == null
                || cameras.contains(new String(record.key(), StandardCharsets.UTF_8));
    }
}
