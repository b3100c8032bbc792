package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.frame.BadImageException;
import dev.sightline.frame.FrameRef;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.registry.RegistryException;
import dev.sightline.track.TrackId;
import dev.sightline.wire.WireException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what alerts go back to, with a picture, on a thread and in a consumer group of its own, so that alerts wait for
 * nothing. All processes that run it share its partitions. Each alert has exactly one record for {@code read_committed}
 * consumers, with a reason where there is no picture.
 */
public final class EvidenceKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeeper.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 2_000;
    private static final Duration TRACKS_PATIENCE = Duration.ofMillis(500);

    /** What a record needs beside the picture, with much to spare. */
    private static final int MOST_JPEG = KafkaSettings.MAX_RECORD - (64 << 10);

    private final KafkaSettings kafka;
    private final Snapshot snapshot;
    private final PipelineMetrics metrics;
    private final Instant begin;
    private final String transactions;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<EvidenceTransactions> session = Optional.empty();
    private volatile String state = "waits for alerts";

    /** What came of a picture: it, or the reason why there is none. */
    private record Picture(
            @Nullable ByteBuffer jpeg, @Nullable String reason) {
        static Picture none(String reason) {
            return new Picture(null, reason);
        }
    }

    /** One record to be written. */
    private record Kept(ConsumerRecord<byte[], byte[]> of, AlertEvidence evidence) {}

    private EvidenceKeeper(KafkaSettings kafka, Snapshot snapshot, PipelineMetrics metrics, Instant begin) {
        this.kafka = kafka;
        this.snapshot = snapshot;
        this.metrics = metrics;
        this.begin = begin;
        this.transactions = group(kafka) + "-" + UUID.randomUUID();
        this.thread = new Thread(this::run, "evidence");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to keep evidence, and returns at once.
     *
     * @param begin the time of the first alert where none has ever been kept
     */
    public static EvidenceKeeper start(KafkaSettings kafka, Snapshot snapshot, PipelineMetrics metrics, Instant begin) {
        EvidenceKeeper keeper = new EvidenceKeeper(kafka, snapshot, metrics, begin);
        keeper.thread.start();
        return keeper;
    }

    /** The consumer group. */
    public static String group(KafkaSettings kafka) {
        return kafka.stream().prefix() + "-evidence";
    }

    /** Whether it works, or tries to. */
    public boolean running() {
        return thread.isAlive();
    }

    /** How it is, in one line. */
    public String state() {
        return state;
    }

    /** Stops within 4 s; what is under way by then is broken off and will be done again. */
    @Override
    public void close() {
        closed.countDown();
        session.ifPresent(EvidenceTransactions::wakeup);
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosed()) {
                work();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("evidence is broken off");
        }
    }

    /** Works until it is closed or something fails. */
    private void work() throws InterruptedException {
        try (var records = new NamedRecords(kafka);
                var present = new EvidenceTransactions(kafka, group(kafka), transactions, begin)) {
            session = Optional.of(present);
            try {
                while (!isClosed()) {
                    step(present, records);
                }
            } finally {
                // What is closed next may wait a little again.
                boolean unused = Thread.interrupted();
            }
        } catch (WakeupException e) {
            LOG.debug("evidence is told to stop");
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            metrics.evidenceRetried();
            state = "tries again: " + e.getMessage();
            LOG.warn("evidence {}", state);
            boolean unused = closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            session = Optional.empty();
        }
    }

    private void step(EvidenceTransactions present, NamedRecords records) {
        ConsumerRecords<byte[], byte[]> alerts = present.receive();
        var all = new ArrayList<Kept>();
        for (ConsumerRecord<byte[], byte[]> record : alerts) {
            if (isClosed()) {
                return;
            }
            alert(record).ifPresent(alert -> all.add(new Kept(record, evidence(alert, record, records))));
        }
        if (!alerts.nextOffsets().isEmpty()) {
            present.commit(all.stream().map(this::output).toList(), alerts.nextOffsets());
            all.forEach(one -> stored(one.evidence()));
        }
    }

    /** In the partition, with the key and at the time of the alert's record. */
    private ProducerRecord<byte[], byte[]> output(Kept one) {
        var topic = kafka.topics().evidence();
        ConsumerRecord<byte[], byte[]> of = one.of();
        return new ProducerRecord<>(
                topic.name(), of.partition(), of.timestamp(), of.key(), topic.encode(one.evidence()));
    }

    private void stored(AlertEvidence evidence) {
        String reason = evidence.reason();
        metrics.evidenceStored(reason == null ? "drawn" : reason);
        state = "has stored the last alert's";
    }

    private Optional<Alert> alert(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(kafka.topics().alerts().decode(record.value()));
        } catch (WireException e) {
            LOG.warn("{}-{}@{} is not an alert in Avro", record.topic(), record.partition(), record.offset());
            return Optional.empty();
        }
    }

    private AlertEvidence evidence(Alert alert, ConsumerRecord<byte[], byte[]> record, NamedRecords records) {
        var place = Places.of(record);
        Picture picture = picture(alert, records);
        return AlertEvidence.of(alert, place, tracks(alert, records), picture.jpeg(), picture.reason());
    }

    private Picture picture(Alert alert, NamedRecords records) {
        if (alert.kind() == Alert.Kind.ENDED) {
            return Picture.none("over");
        }
        try {
            ByteBuffer jpeg = snapshot.draw(records.frame(alert), alert);
            return jpeg.remaining() <= MOST_JPEG ? new Picture(jpeg, null) : Picture.none("too-large");
        } catch (NoRecordException e) {
            LOG.debug("no picture of alert {}: {}", alert.id(), e.getMessage());
            return Picture.none(e.reason());
        } catch (InterruptException | RegistryException e) {
            throw e;
        } catch (BadImageException | RuntimeException e) {
            LOG.debug("no picture of alert {}", alert.id(), e);
            return Picture.none("unreadable");
        }
    }

    /** They are written together with the alert, but a partition may show it a moment before another one shows them. */
    private static Map<TrackId, FrameRef> tracks(Alert alert, NamedRecords records) {
        var tracks = new LinkedHashMap<TrackId, FrameRef>();
        try {
            var found = records.events(alert, Duration.ZERO);
            var all = found.size() == alert.objects().size() ? found : records.events(alert, TRACKS_PATIENCE);
            all.forEach((id, event) -> tracks.put(id, event.place()));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("the tracks of alert {} are not found: {}", alert.id(), e.getMessage());
        }
        return tracks;
    }
}
