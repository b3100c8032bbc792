package dev.sightline.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to read a time range in partitions. It begins at or before the first record in it: a transaction's end is in the log
 * with the time at which it was written, which may be later than that of any record.
 *
 * @param begins the first offsets
 * @param after about where the range ends
 * @param ends where the partitions end now
 */
record RecordedOffsets(
        Map<TopicPartition, Long> begins, Map<TopicPartition, Long> after, Map<TopicPartition, Long> ends) {
    /** Records of different cameras are not quite in the order of their times: what comes late by less is in it too. */
    static final Duration SLACK = Duration.ofMinutes(1);

    static RecordedOffsets of(Consumer<?, ?> consumer, List<TopicPartition> all, TimeRange range) {
        Map<TopicPartition, Long> last = consumer.endOffsets(all);
        return new RecordedOffsets(
                at(range.from(), consumer, last), at(range.to().plus(SLACK), consumer, last), last);
    }

    private static Map<TopicPartition, Long> at(
            Instant time, Consumer<?, ?> consumer, Map<TopicPartition, Long> otherwise) {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                otherwise.keySet().stream().collect(Collectors.toMap(one -> one, one -> time.toEpochMilli())));
        return otherwise.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, last -> {
            OffsetAndTimestamp first = found.get(last.getKey());
            return first == null ? last.getValue() : first.offset();
        }));
    }

    long begin(TopicPartition one) {
        return begins.getOrDefault(one, 0L);
    }

    long end(TopicPartition one) {
        return ends.getOrDefault(one, 0L);
    }

    /** About how many records there are. */
    long size() {
        return after.entrySet().stream()
                .mapToLong(one -> one.getValue() - begin(one.getKey()))
                .sum();
    }
}
