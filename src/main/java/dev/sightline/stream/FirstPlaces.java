package dev.sightline.stream;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where a consumer group begins in partitions in which it has no place yet. */
final class FirstPlaces {
    private FirstPlaces() {}

    /** Finds the first record from {@code begin} on, or else the end, and commits it, so that a restart finds it again. */
    static Map<TopicPartition, OffsetAndMetadata> commit(
            KafkaConsumer<?, ?> consumer, Set<TopicPartition> partitions, Instant begin) {
        // Asked for first: a record that comes in between is after the end, or found by its time.
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        long time = begin.toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> found =
                consumer.offsetsForTimes(partitions.stream().collect(toMap(partition -> partition, p -> time)));
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            places.put(partition, new OffsetAndMetadata(first == null ? end.get(partition) : first.offset()));
        }
        consumer.commitSync(places);
        return places;
    }
}
