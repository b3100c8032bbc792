package dev.sightline.stream;

import dev.sightline.alert.RuleInput;
import dev.sightline.camera.CameraStatus;
import dev.sightline.detect.Detections;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackEvent;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import dev.sightline.wire.WireException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order in which rules were told live, found again in one partition. Detections, statuses and switched profiles come by the times of
 * their records; a track's event names the detections that made it happen, and comes with them. A stream that was lost ends
 * tracks when its status comes, or else with the next frame. For one thread.
 *
 * <p>Where the detections are gone, the tracks' events themselves make the moments.
 */
final class PartitionOrder {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionOrder.class);

    /**
     * An event that is not told yet.
     *
     * @param time of its record, which is that of the record that made it happen, in ms since 1970
     */
    private record Waiting(TrackEvent event, long time) {
        boolean isLoss() {
            return event.endReason() == TrackEvent.EndReason.STREAM_LOST;
        }
    }

    private final Topics topics;
    private final RecordedPartition records;
    private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
    private final RuleHistory.Reader reader;
    private final Map<String, Deque<Waiting>> waiting = new HashMap<>();
    private final long firstDetections;
    private @Nullable Waiting head;
    private long detections = -1;

    PartitionOrder(
            Topics topics,
            RecordedPartition records,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            RuleHistory.Reader reader) {
        this.topics = topics;
        this.records = records;
        this.wanted = wanted;
        this.reader = reader;
        this.firstDetections = records.begin(topics.detections().name());
    }

    /** Tells all of it. */
    void tell() {
        boolean more = true;
        while (more) {
            ConsumerRecord<byte[], byte[]> control =
                    records.peek(topics.controls().name());
            ConsumerRecord<byte[], byte[]> status = next(topics.cameras().name());
            ConsumerRecord<byte[], byte[]> frame = next(topics.detections().name());
            Waiting event = event();
            Waiting orphan = event != null && event.event().detections().offset() < firstDetections ? event : null;
            long time = orphan != null ? orphan.time() : frame != null ? frame.timestamp() : Long.MAX_VALUE;
            long first = status != null ? Math.min(status.timestamp(), time) : time;
            if (control != null && control.timestamp() <= first) {
                skip(topics.controls().name());
                switched(control);
            } else if (status != null && status.timestamp() <= time) {
                skip(topics.cameras().name());
                read(topics.cameras(), status).ifPresent(read -> told(read, status));
            } else if (orphan != null) {
                moment(orphan);
            } else if (frame != null) {
                skip(topics.detections().name());
                read(topics.detections(), frame).ifPresent(read -> looked(read, frame));
            } else {
                more = false;
            }
        }
    }

    /** The next record that matters. */
    private @Nullable ConsumerRecord<byte[], byte[]> next(String topic) {
        ConsumerRecord<byte[], byte[]> record = records.peek(topic);
        while (record != null && (record.value() == null || !wanted.test(record))) {
            skip(topic);
            record = records.peek(topic);
        }
        return record;
    }

    private void skip(String topic) {
        records.skip(topic);
        reader.read();
    }

    /** The next track event. */
    private @Nullable Waiting event() {
        ConsumerRecord<byte[], byte[]> record =
                head == null ? next(topics.tracks().name()) : null;
        while (record != null && head == null) {
            skip(topics.tracks().name());
            long time = record.timestamp();
            head = read(topics.tracks(), record)
                    .map(event -> new Waiting(event, time))
                    .orElse(null);
            record = head == null ? next(topics.tracks().name()) : null;
        }
        return head;
    }

    /** What cannot be read was put aside live as well. */
    private static <V> Optional<V> read(Topic<V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(topic.decode(record.value()));
        } catch (WireException e) {
            LOG.debug("{}-{}@{} passed over: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    private void switched(ConsumerRecord<byte[], byte[]> control) {
        if (control.value() != null) {
            read(topics.controls(), control).ifPresent(change -> reader.switched(change, Places.of(control)));
        }
    }

    private void told(CameraStatus status, ConsumerRecord<byte[], byte[]> record) {
        load();
        if (StatusProcessor.isLoss(status.state())) {
            tell(status.camera(), one -> one.isLoss() && !one.event().at().isAfter(status.since()));
        }
        reader.told(StatusProcessor.told(status, Places.of(record)));
    }

    private void looked(Detections frame, ConsumerRecord<byte[], byte[]> record) {
        detections = record.offset();
        load();
        RuleInput moment = TrackProcessor.told(frame, Places.of(record));
        tell(moment.camera(), one -> isDue(one, record, moment));
        reader.told(moment);
    }

    private static boolean isDue(Waiting one, ConsumerRecord<byte[], byte[]> record, RuleInput moment) {
        long offset = one.event().detections().offset();
        boolean before = offset < record.offset()
                || (offset == record.offset() && !moment.isBefore(one.event().at()));
        return before && one.time() <= record.timestamp();
    }

    /** All events of a frame whose detections are gone. */
    private void moment(Waiting first) {
        FrameRef cause = first.event().detections();
        detections = cause.offset();
        TrackEvent seen = null;
        for (Waiting one = first; one != null && one.event().detections().equals(cause); one = event()) {
            seen = one.isLoss() ? seen : one.event();
            head = null;
            reader.told(new RuleInput.Followed(one.event()));
        }
        if (seen != null) {
            reader.told(new RuleInput.Looked(seen.frame(), seen.ref(), seen.model(), cause, seen.at()));
        }
    }

    /** Puts the events of all detections up to the present ones with their cameras. */
    private void load() {
        for (Waiting one = event(); one != null && one.event().detections().offset() <= detections; one = event()) {
            waiting.computeIfAbsent(one.event().id().camera(), camera -> new ArrayDeque<>())
                    .addLast(one);
            head = null;
        }
    }

    private void tell(String camera, Predicate<Waiting> due) {
        Deque<Waiting> events = waiting.getOrDefault(camera, new ArrayDeque<>());
        for (Waiting one = events.peekFirst(); one != null && due.test(one); one = events.peekFirst()) {
            events.removeFirst();
            reader.told(new RuleInput.Followed(one.event()));
        }
    }
}
