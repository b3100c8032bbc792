package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.registry.RegistryException;
import dev.sightline.sink.AlertFilter;
import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait for a sink, partition by partition, as one member of the sink's consumer group. A partition is read
 * on when nothing of it waits. Used by one thread, except for {@link #wakeup}.
 */
final class SinkQueues implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkQueues.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Topic<Alert> topic;
    private final AlertFilter filter;
    private final Instant begin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, SinkQueue> queues = new HashMap<>();

    /**
     * Joins the group.
     *
     * @param filter which alerts to wait with; the others are passed over
     * @param begin the time of the first alert in a partition where the group has no place yet
     */
    SinkQueues(KafkaSettings kafka, String group, AlertFilter filter, Instant begin) {
        this.topic = kafka.topics().alerts();
        this.filter = filter;
        this.begin = begin;
        this.consumer = new KafkaConsumer<>(
                kafka.client(settings(group)), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic.name()), new Assignment());
    }

    private static Map<String, Object> settings(String group) {
        Map<String, Object> own = new HashMap<>();
        own.put("group.id", group);
        own.put("isolation.level", "read_committed");
        own.put("enable.auto.commit", false);
        own.put("auto.offset.reset", "none");
        own.put("session.timeout.ms", 10_000);
        own.put("heartbeat.interval.ms", 3_000);
        // One delivery is made between two polls; the longest has a few steps of a minute at most.
        own.put("max.poll.interval.ms", 900_000);
        own.put("max.poll.records", 100);
        own.put("default.api.timeout.ms", 10_000);
        return own;
    }

    /** Waits until there is something new or something to try, for half a second at most, and takes what is new. */
    void receive(Instant now) {
        consumer.pause(queues.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList());
        consumer.resume(queues.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList());
        try {
            take(consumer.poll(untilNext(now)));
        } catch (NoOffsetForPartitionException e) {
            FirstPlaces.commit(consumer, e.partitions(), begin).forEach(consumer::seek);
        } catch (OffsetOutOfRangeException e) {
            LOG.warn(
                    "{} was away for longer than alerts are kept",
                    consumer.groupMetadata().groupId());
            consumer.seekToBeginning(e.partitions());
        }
    }

    /** The queue whose first alert is to be tried now; of several the one that waits longest. */
    Optional<SinkQueue> due(Instant now) {
        return queues.values().stream()
                .filter(queue -> !queue.isEmpty() && queue.untilNext(now).compareTo(Duration.ZERO) <= 0)
                .min(Comparator.comparing(queue -> queue.head().at()));
    }

    /** For how long the oldest alert has been waiting, zero when none is. */
    Duration lag(Instant now) {
        return queues.values().stream()
                .filter(queue -> !queue.isEmpty())
                .map(queue -> Duration.between(queue.head().at(), now))
                .filter(lag -> !lag.isNegative())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Commits what is done with, and what has been tried with the alerts that are next. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
        queues.forEach((partition, queue) -> queue.uncommitted().ifPresent(what -> changed.put(partition, what)));
        if (!changed.isEmpty()) {
            consumer.commitSync(changed);
            changed.forEach((partition, what) -> queue(partition).committed(what));
        }
    }

    /** Makes a wait end. */
    void wakeup() {
        consumer.wakeup();
    }

    /** Leaves the group. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }

    private Duration untilNext(Instant now) {
        Duration wait = queues.values().stream()
                .filter(queue -> !queue.isEmpty())
                .map(queue -> queue.untilNext(now))
                .min(Comparator.naturalOrder())
                .orElse(LONGEST_POLL);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_POLL) < 0 ? wait : LONGEST_POLL;
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
        RegistryException unknown = null;
        for (TopicPartition partition : records.partitions()) {
            SinkQueue queue = queue(partition);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                try {
                    Optional<Alert> alert = read(record);
                    if (alert.isEmpty() || filter.takes(alert.get())) {
                        queue.add(record, alert);
                    }
                } catch (RegistryException e) {
                    // Read again from here, when the registry can say what it is.
                    unknown = e;
                    consumer.seek(partition, record.offset());
                    next.put(partition, new OffsetAndMetadata(record.offset()));
                    break;
                }
            }
        }
        next.forEach((partition, place) -> queue(partition).received(place.offset()));
        if (unknown != null) {
            throw unknown;
        }
    }

    private SinkQueue queue(TopicPartition partition) {
        return queues.computeIfAbsent(partition, absent -> new SinkQueue(DeliveryProgress.NONE));
    }

    private Optional<Alert> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(topic.decode(record.value()));
        } catch (WireException e) {
            LOG.debug("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    /** Follows which partitions are this member's. */
    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> committed = committed(new HashSet<>(partitions));
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata place = committed.get(partition);
                SinkQueue queue =
                        new SinkQueue(place == null ? DeliveryProgress.NONE : DeliveryProgress.parse(place.metadata()));
                if (place != null) {
                    queue.received(place.offset());
                    queue.committed(place);
                }
                queues.put(partition, queue);
            }
        }

        /** What has been tried can be done without; where the group stands, the consumer finds out by itself. */
        private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
            try {
                return consumer.committed(partitions);
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) {
                LOG.debug("progress is not known", e);
                return Map.of();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            queues.keySet().removeAll(partitions);
        }
    }
}
