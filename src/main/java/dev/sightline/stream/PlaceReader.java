package dev.sightline.stream;

import dev.sightline.frame.FrameRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads committed records at places that are known, in seconds or not at all. For one thread. */
final class PlaceReader implements AutoCloseable {
    private static final int LIMIT_MILLIS = 3_000;
    private static final int MOST_RECORDS = 20_000;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private @Nullable KafkaConsumer<byte[], byte[]> opened;

    PlaceReader(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = opened;
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    kafka.client(Map.of(
                            "isolation.level",
                            "read_committed",
                            "enable.auto.commit",
                            false,
                            "allow.auto.create.topics",
                            false,
                            "auto.offset.reset",
                            "none",
                            "default.api.timeout.ms",
                            LIMIT_MILLIS,
                            "request.timeout.ms",
                            LIMIT_MILLIS - 500,
                            "fetch.max.wait.ms",
                            100)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            opened = consumer;
        }
        return consumer;
    }

    /**
     * The value of a record, or null if it is not there any more.
     *
     * @throws KafkaException if Kafka does not tell within some seconds
     */
    byte @Nullable [] read(FrameRef ref) {
        var partition = new TopicPartition(ref.topic(), ref.partition());
        List<TopicPartition> one = List.of(partition);
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        consumer.assign(one);
        long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        if (ref.offset() < begin || ref.offset() >= end) {
            return null;
        }
        consumer.seek(partition, ref.offset());
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        while (consumer.position(partition) <= ref.offset()) {
            if (System.nanoTime() > limit) {
                throw new TimeoutException("nothing came for " + LIMIT_MILLIS / 1000 + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() == ref.offset()) {
                    return record.value();
                }
            }
        }
        return null;
    }

    /**
     * Shows the records of a partition from {@code from} on: those that are there and those that come within
     * {@code patience}, as long as {@code more} says so and some seconds and thousands of records are not over.
     */
    void scan(
            String topic, int number, Instant from, Duration patience, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        var partition = new TopicPartition(topic, number);
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var first =
                consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
        consumer.seek(partition, first == null ? end : first.offset());
        long begin = System.nanoTime();
        long limit = TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        int seen = 0;
        while (seen < MOST_RECORDS && System.nanoTime() - begin < limit) {
            if (consumer.position(partition) >= end && System.nanoTime() - begin >= patience.toNanos()) {
                return;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                seen++;
                if (!more.test(record)) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
