package dev.sightline.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Alerts in, evidence out, what came of some alerts and their offsets in one transaction (KIP-447: a member that has lost
 * its partitions cannot commit). After any exception it is of no use any more: what was not committed is read again. For one
 * thread, except for {@link #wakeup}.
 */
final class EvidenceTransactions implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    /** So few that all of them are done within the poll interval, each with its waits. */
    private static final int MOST_ALERTS = 8;

    private final Instant begin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * Joins the group, and ends what a session before left open.
     *
     * @param transactions the same for all sessions of this process, and no other's
     * @param begin the time of the first alert in a partition where the group has no place yet
     */
    EvidenceTransactions(KafkaSettings kafka, String group, String transactions, Instant begin) {
        this.begin = begin;
        this.producer = new KafkaProducer<>(
                kafka.client(output(transactions)), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.consumer = new KafkaConsumer<>(
                    kafka.client(input(group)), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (RuntimeException e) {
            producer.close(CLOSE_LIMIT);
            throw e;
        }
        consumer.subscribe(List.of(kafka.topics().alerts().name()), new Beginning());
    }

    private static Map<String, Object> input(String group) {
        Map<String, Object> own = new HashMap<>();
        own.put("group.id", group);
        own.put("isolation.level", "read_committed");
        own.put("enable.auto.commit", false);
        own.put("auto.offset.reset", "earliest");
        own.put("session.timeout.ms", 10_000);
        own.put("heartbeat.interval.ms", 3_000);
        own.put("max.poll.interval.ms", 300_000);
        own.put("max.poll.records", MOST_ALERTS);
        own.put("default.api.timeout.ms", 10_000);
        return own;
    }

    private static Map<String, Object> output(String transactions) {
        Map<String, Object> own = new HashMap<>();
        own.put("transactional.id", transactions);
        own.put("transaction.timeout.ms", 15_000);
        own.put("max.request.size", KafkaSettings.MAX_RECORD);
        own.put("linger.ms", 0);
        own.put("max.block.ms", 5_000);
        own.put("request.timeout.ms", 5_000);
        own.put("delivery.timeout.ms", 10_000);
        return own;
    }

    /** Waits for alerts, for half a second at most. */
    ConsumerRecords<byte[], byte[]> receive() {
        return consumer.poll(POLL);
    }

    /** Writes all of it, and that everything before {@code next} is done, or nothing. */
    void commit(List<ProducerRecord<byte[], byte[]>> all, Map<TopicPartition, OffsetAndMetadata> next) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : all) {
            // What becomes of it, the commit tells.
            var unused = producer.send(record);
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
    }

    /** Makes a wait for alerts end. */
    void wakeup() {
        consumer.wakeup();
    }

    /** Gives the group a place where it has none. */
    private final class Beginning implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Set<TopicPartition> fresh = new HashSet<>(partitions);
            consumer.committed(fresh).forEach((partition, place) -> {
                if (place != null) {
                    fresh.remove(partition);
                }
            });
            if (!fresh.isEmpty()) {
                var unused = FirstPlaces.commit(consumer, fresh, begin);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
        } finally {
            producer.close(CLOSE_LIMIT);
        }
    }
}
