package dev.sightline.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One partition of several topics over a time that is past: the committed records of each topic in order, as they are asked
 * for. It ends a little after the time, or where the topics ended when it was opened. At most some megabytes are held of each topic. For one thread.
 */
final class RecordedPartition implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int ENOUGH = 4_000;
    private static final int FETCH = 4 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BooleanSupplier stopped;
    private final int partition;
    private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> ready = new LinkedHashMap<>();
    private final Set<String> over = new HashSet<>();
    private final RecordedOffsets offsets;
    private final List<String> whole;
    private final long first;
    private final long last;

    /**
     * Opens the partition of those of {@code topics} that are there.
     *
     * @param whole topics of which everything before the time is read as well
     * @param stopped asked while it waits; once true, {@link #peek} throws a {@link CancellationException}
     */
    RecordedPartition(
            KafkaSettings kafka,
            int partition,
            List<String> topics,
            List<String> whole,
            TimeRange range,
            BooleanSupplier stopped) {
        this.partition = partition;
        this.stopped = stopped;
        this.whole = List.copyOf(whole);
        this.first = range.from().toEpochMilli();
        this.last = range.to().plus(RecordedOffsets.SLACK).toEpochMilli();
        this.consumer = consumer(kafka);
        try {
            Set<String> present = consumer.listTopics().keySet();
            List<TopicPartition> all =
                    topics.stream().filter(present::contains).map(this::of).toList();
            consumer.assign(all);
            offsets = RecordedOffsets.of(consumer, all, range);
            all.forEach(one -> consumer.seek(one, offsets.begin(one)));
            consumer.seekToBeginning(
                    all.stream().filter(one -> whole.contains(one.topic())).toList());
            all.forEach(one -> ready.put(one.topic(), new ArrayDeque<>()));
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings kafka) {
        return new KafkaConsumer<>(
                kafka.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        20_000,
                        "max.poll.records",
                        ENOUGH,
                        "max.partition.fetch.bytes",
                        FETCH,
                        "fetch.max.wait.ms",
                        100)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private TopicPartition of(String topic) {
        return new TopicPartition(topic, partition);
    }

    /** The offset with which a topic begins here, or the highest number there is when it has no records here. */
    long begin(String topic) {
        TopicPartition one = of(topic);
        return offsets.begin(one) < offsets.end(one) ? offsets.begin(one) : Long.MAX_VALUE;
    }

    /**
     * The next record of a topic, or null after the last.
     *
     * @throws KafkaUnavailableException if nothing comes for 30 s
     */
    @Nullable
    ConsumerRecord<byte[], byte[]> peek(String topic) {
        Deque<ConsumerRecord<byte[], byte[]>> records = ready.get(topic);
        if (records == null) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> next = records.peekFirst();
        return next == null ? fetched(of(topic), records) : next;
    }

    @Nullable
    private ConsumerRecord<byte[], byte[]> fetched(TopicPartition one, Deque<ConsumerRecord<byte[], byte[]>> records) {
        long start = System.nanoTime();
        while (records.isEmpty() && !isOver(one)) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            if (poll(one)) {
                start = System.nanoTime();
            } else if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new KafkaUnavailableException(
                        "nothing came of " + one + " for 30 s; check that the brokers are well");
            }
        }
        return records.peekFirst();
    }

    /** Goes on to the record after the next one of a topic. */
    void skip(String topic) {
        Deque<ConsumerRecord<byte[], byte[]>> records = ready.get(topic);
        if (records != null) {
            records.removeFirst();
        }
    }

    private boolean isOver(TopicPartition one) {
        return over.contains(one.topic()) || consumer.position(one) >= offsets.end(one);
    }

    private boolean isOver(ConsumerRecord<byte[], byte[]> record) {
        return over.contains(record.topic()) || record.offset() >= offsets.end(of(record.topic()));
    }

    /** The first offset may be that of a transaction that was written long after its records, as after a standstill. */
    private boolean isInTime(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() >= first || whole.contains(record.topic());
    }

    /** Fetches more of {@code wanted}, and of others of which there is not enough; whether it got on. */
    private boolean poll(TopicPartition wanted) {
        for (TopicPartition one : consumer.assignment()) {
            boolean full = isOver(one)
                    || ready.getOrDefault(one.topic(), new ArrayDeque<>()).size() >= ENOUGH;
            if (full && !one.equals(wanted)) {
                consumer.pause(Set.of(one));
            } else {
                consumer.resume(Set.of(one));
            }
        }
        long before = consumer.position(wanted);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Deque<ConsumerRecord<byte[], byte[]>> records = ready.get(record.topic());
            if (record.timestamp() >= last) {
                over.add(record.topic());
            } else if (records != null && !isOver(record) && isInTime(record)) {
                records.addLast(record);
            }
        }
        return consumer.position(wanted) > before;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
