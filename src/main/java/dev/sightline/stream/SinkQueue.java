package dev.sightline.stream;

import dev.sightline.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The alerts of one partition that wait for a sink, in order. The first one waits for its next attempt, and the others
 * for the first one: so the order of each camera holds. Not thread-safe.
 */
final class SinkQueue {
    private static final long UNKNOWN = -1;

    /**
     * One alert to deliver.
     *
     * @param alert empty if the record cannot be read
     */
    record Waiting(ConsumerRecord<byte[], byte[]> record, Optional<Alert> alert) {
        Instant at() {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private DeliveryProgress progress;
    private long next = UNKNOWN;
    private OffsetAndMetadata committed = new OffsetAndMetadata(0);

    /** An empty queue; {@code progress} is that of the alert that will come first. */
    SinkQueue(DeliveryProgress progress) {
        this.progress = progress;
    }

    void add(ConsumerRecord<byte[], byte[]> record, Optional<Alert> alert) {
        waiting.add(new Waiting(record, alert));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The alert that is next. */
    Waiting head() {
        return waiting.element();
    }

    /** How often the first alert has been tried in vain. */
    int attempts() {
        return progress.attempts();
    }

    /** How long until the first alert is to be tried, zero or less when it is time. */
    Duration untilNext(Instant now) {
        return Duration.between(now, progress.next());
    }

    /** The first alert is done with. */
    void done() {
        waiting.remove();
        progress = DeliveryProgress.NONE;
    }

    /** The first alert has been tried in vain. */
    void failed(Instant again) {
        progress = new DeliveryProgress(progress.attempts() + 1, again);
    }

    /** Everything before {@code offset} has been received. */
    void received(long offset) {
        next = offset;
    }

    /** What is to be committed, if that has not been. */
    Optional<OffsetAndMetadata> uncommitted() {
        long offset = waiting.isEmpty() ? next : waiting.element().record().offset();
        OffsetAndMetadata now = new OffsetAndMetadata(Math.max(0, offset), progress.metadata());
        return offset == UNKNOWN || now.equals(committed) ? Optional.empty() : Optional.of(now);
    }

    void committed(OffsetAndMetadata what) {
        committed = new OffsetAndMetadata(what.offset(), what.metadata());
    }
}
