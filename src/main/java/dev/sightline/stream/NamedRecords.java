package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.AlertObject;
import dev.sightline.detect.Detections;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameRef;
import dev.sightline.track.TrackEvent;
import dev.sightline.track.TrackId;
import dev.sightline.wire.Topic;
import dev.sightline.wire.Topics;
import dev.sightline.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that an alert names, each found within some seconds or not at all. For one thread. */
public final class NamedRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamedRecords.class);

    /** How long before an alert its objects' tracks are looked for: longer than a track goes unseen. */
    private static final Duration BEFORE = Duration.ofSeconds(10);

    /** How much later than an alert its evidence is dated at most: other cameras' clocks are between them. */
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final Topics topics;
    private final PlaceReader reader;

    /**
     * An event with its place.
     *
     * @param place where its record is
     * @param event what it says
     */
    public record Placed(FrameRef place, TrackEvent event) {}

    /** Connects when it is asked first. */
    public NamedRecords(KafkaSettings kafka) {
        this.topics = kafka.topics();
        this.reader = new PlaceReader(kafka);
    }

    /**
     * The alert's frame.
     *
     * @throws NoRecordException if there is none any more, or Kafka does not give it within some seconds
     */
    public Frame frame(Alert alert) throws NoRecordException {
        FrameRef ref = alert.ref();
        if (ref == null) {
            throw new NoRecordException("no-frame", "the camera had not delivered any frame");
        }
        Frame frame = read(topics.frames(), ref);
        if (!frame.id().equals(alert.frame())) {
            throw new NoRecordException("gone", "another frame is at " + ref.place() + "; the topic was made anew");
        }
        return frame;
    }

    /**
     * The detections that made the rule fire, if detections did.
     *
     * @throws NoRecordException if there are none any more, or Kafka does not give them within some seconds
     */
    public Optional<Detections> detections(Alert alert) throws NoRecordException {
        return alert.cause().topic().equals(topics.detections().name())
                ? Optional.of(read(topics.detections(), alert.cause()))
                : Optional.empty();
    }

    /**
     * The last event of each of the alert's objects up to its frame, as far as they are found.
     *
     * @param patience how long to wait for what is not there yet, at most some seconds
     */
    public Map<TrackId, Placed> events(Alert alert, Duration patience) {
        Set<TrackId> wanted =
                alert.objects().stream().map(AlertObject::track).collect(Collectors.toCollection(HashSet::new));
        var found = new LinkedHashMap<TrackId, Placed>();
        Predicate<ConsumerRecord<byte[], byte[]>> take = record -> {
            TrackEvent event = decoded(topics.tracks(), record).orElse(null);
            if (event != null && wanted.contains(event.id()) && isUpTo(alert, event)) {
                var place = Places.of(record);
                found.put(event.id(), new Placed(place, event));
                if (event.frame().equals(alert.frame())) {
                    wanted.remove(event.id());
                }
            }
            return !wanted.isEmpty()
                    && record.timestamp() <= alert.at().plus(BEFORE).toEpochMilli();
        };
        if (!wanted.isEmpty()) {
            reader.scan(
                    topics.tracks().name(),
                    alert.cause().partition(),
                    alert.at().minus(BEFORE),
                    patience,
                    take);
        }
        return found;
    }

    private static boolean isUpTo(Alert alert, TrackEvent event) {
        return !event.at().isAfter(alert.at())
                && event.type() != TrackEvent.Type.ENDED
                && (alert.frame() == null
                        || event.frame().epoch() != alert.frame().epoch()
                        || event.frame().sequence() <= alert.frame().sequence());
    }

    /**
     * What was kept of the alert, if anything was and still is, and Kafka gives it within some seconds.
     *
     * @param patience how long to wait for it when it is not there yet, at most some seconds
     */
    public Optional<AlertEvidence> evidence(Alert alert, Duration patience) {
        long last = alert.at().plus(AFTER).toEpochMilli();
        var found = new ArrayList<AlertEvidence>();
        Predicate<ConsumerRecord<byte[], byte[]>> take = record -> {
            decoded(topics.evidence(), record)
                    .filter(evidence -> evidence.isOf(alert))
                    .ifPresent(found::add);
            return found.isEmpty() && record.timestamp() <= last;
        };
        try {
            reader.scan(
                    topics.evidence().name(),
                    alert.cause().partition(),
                    alert.at().minus(BEFORE),
                    patience,
                    take);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("no evidence of alert {}: {}", alert.id(), e.getMessage());
        }
        return found.stream().findFirst();
    }

    private static <V> Optional<V> decoded(Topic<V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null ? Optional.empty() : Optional.of(topic.decode(record.value()));
        } catch (WireException damaged) {
            return Optional.empty();
        }
    }

    private <V> V read(Topic<V> topic, FrameRef ref) throws NoRecordException {
        try {
            byte[] value = reader.read(ref);
            if (value == null) {
                throw new NoRecordException("gone", "what was at " + ref.place() + " is not kept any more");
            }
            return topic.decode(value);
        } catch (WireException e) {
            throw new NoRecordException(
                    "unreadable", "what is at " + ref.place() + " cannot be read: " + e.getMessage());
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new NoRecordException(
                    "late", "Kafka does not give what is at " + ref.place() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
