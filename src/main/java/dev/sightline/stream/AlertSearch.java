package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.frame.FrameRef;
import dev.sightline.wire.Topic;
import dev.sightline.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks for an alert, newest first. Used once, by one thread. */
public final class AlertSearch {
    private static final int STEP = 2_000;
    private static final int MOST = 1_000_000;
    private static final long LIMIT_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final Topic<Alert> topic;
    private final String id;
    private final long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    private @Nullable Found found;

    /**
     * An alert and where its record is.
     *
     * @param alert the alert
     * @param place of its record
     */
    public record Found(Alert alert, FrameRef place) {}

    private AlertSearch(KafkaSettings kafka, String id) {
        this.kafka = kafka;
        this.topic = kafka.topics().alerts();
        this.id = id;
    }

    /**
     * The alert that raised the occurrence, or the earliest of it that there still is. Nothing if there is none among the
     * last million of each partition that can be read within a minute.
     *
     * @throws KafkaUnavailableException if Kafka does not answer, or has no alerts
     */
    public static Optional<Found> find(KafkaSettings kafka, String id) {
        return new AlertSearch(kafka, id).find();
    }

    private Optional<Found> find() {
        KafkaReach.check(kafka, topic.name());
        try (var consumer = RecordedPartition.consumer(kafka)) {
            for (var info : consumer.partitionsFor(topic.name())) {
                search(consumer, new TopicPartition(topic.name(), info.partition()));
                if (found != null) {
                    break;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** Goes back step by step until the occurrence was raised. */
    private void search(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        List<TopicPartition> one = List.of(partition);
        consumer.assign(one);
        long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
        long last = consumer.endOffsets(one).getOrDefault(partition, 0L);
        long first = Math.max(begin, last - MOST);
        for (long end = last; end > first && !isRaised() && System.nanoTime() < limit; end -= STEP) {
            read(consumer, partition, Math.max(first, end - STEP), end);
        }
    }

    private boolean isRaised() {
        return found != null && found.alert().kind() == Alert.Kind.RAISED;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
        Found before = found;
        found = null;
        consumer.seek(partition, from);
        while (consumer.position(partition) < to && System.nanoTime() < limit) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to && found == null) {
                    found = matching(record).orElse(null);
                }
            }
        }
        found = found == null ? before : found;
    }

    private Optional<Found> matching(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.ofNullable(record.value())
                    .map(topic::decode)
                    .filter(alert -> alert.id().equals(id))
                    .map(alert -> new Found(alert, Places.of(record)));
        } catch (WireException damaged) {
            return Optional.empty();
        }
    }
}
