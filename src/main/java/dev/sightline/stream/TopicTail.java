package dev.sightline.stream;

import dev.sightline.registry.RegistryException;
import dev.sightline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows topics and hands every committed record to its listener, on one thread. It belongs to no consumer group: each
 * tail sees everything. A record that cannot be read, or whose listener fails, is logged and passed over; one whose schema
 * is not known yet waits for the schema registry.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** What to do with a record. */
    @FunctionalInterface
    public interface Listener {
        /** Takes one record's value, as it is on the wire. */
        void accept(byte[] value);
    }

    /**
     * One topic to follow.
     *
     * @param topic the topic's name
     * @param last how many records before the end of each partition to begin with; {@link Integer#MAX_VALUE} for all
     * @param listener what to do with each record
     */
    public record Subscription(String topic, int last, Listener listener) {
        /** Follows {@code topic} and reads its values. */
        public static <V> Subscription to(Topic<V> topic, int last, Consumer<V> listener) {
            return new Subscription(topic.name(), last, value -> listener.accept(topic.decode(value)));
        }
    }

    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Whether the first positions have been found; used by the tail's own thread only. */
    private boolean placed;

    private final CountDownLatch ready = new CountDownLatch(1);

    private TopicTail(KafkaSettings kafka, List<Subscription> subscriptions) {
        subscriptions.forEach(s -> this.subscriptions.put(s.topic(), s));
        this.consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "latest",
                        "fetch.max.wait.ms",
                        100,
                        "default.api.timeout.ms",
                        10_000,
                        "max.partition.fetch.bytes",
                        2 * KafkaSettings.MAX_RECORD)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.thread = new Thread(this::run, "tail");
        this.thread.setDaemon(true);
    }

    /** Starts to follow; returns at once. */
    public static TopicTail start(KafkaSettings kafka, List<Subscription> subscriptions) {
        TopicTail tail = new TopicTail(kafka, subscriptions);
        tail.thread.start();
        return tail;
    }

    /** Waits until the tail has found its place; what is written later is seen. Returns false after {@code limit}. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return ready.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it still follows. */
    public boolean running() {
        return thread.isAlive();
    }

    /** Stops within 2 s; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            consumer.wakeup();
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try (consumer) {
            while (!closed.get()) {
                try {
                    seek();
                    ready.countDown();
                    while (!closed.get()) {
                        consumer.poll(POLL).forEach(this::deliver);
                    }
                } catch (WakeupException e) {
                    LOG.debug("tail stops");
                } catch (RuntimeException e) {
                    LOG.warn("tail of {} tries again: {}", subscriptions.keySet(), e.getMessage());
                    pause();
                }
            }
        }
    }

    private void seek() {
        if (placed) {
            return;
        }
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : subscriptions.keySet()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions.isEmpty()) {
                throw new IllegalStateException("there is no topic " + topic + " yet");
            }
            partitions.forEach(p -> all.add(new TopicPartition(topic, p.partition())));
        }
        consumer.assign(all);
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> end = consumer.endOffsets(all);
        for (TopicPartition partition : all) {
            Subscription subscription = subscriptions.get(partition.topic());
            long last = subscription == null ? 0 : subscription.last();
            long first = begin.getOrDefault(partition, 0L);
            consumer.seek(partition, Math.max(first, end.getOrDefault(partition, first) - last));
        }
        placed = true;
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        Subscription subscription = subscriptions.get(record.topic());
        if (subscription == null || record.value() == null || closed.get()) {
            return;
        }
        while (!closed.get()) {
            try {
                subscription.listener().accept(record.value());
                return;
            } catch (RegistryException e) {
                LOG.warn("{}-{}@{} waits: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.warn(
                        "{}-{}@{} passed over: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
