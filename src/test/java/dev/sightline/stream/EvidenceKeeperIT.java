package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.AlertEvidence;
import dev.sightline.alert.Severity;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.Frame;
import dev.sightline.frame.FrameId;
import dev.sightline.frame.FrameRef;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.stream.TopicTail.Subscription;
import dev.sightline.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keepers that hang, are broken off and are taken over, at a real broker. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit starts the broker first
class EvidenceKeeperIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final ImageSize SIZE = new ImageSize(64, 48);
    private static final ByteBuffer JPEG = ByteBuffer.wrap(new byte[] {1, 2, 3});
    private static final Snapshot QUICK = (frame, alert) -> frame.jpeg();

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final MicrometerMetrics metrics = new MicrometerMetrics();
    private final List<AlertEvidence> evidence = new CopyOnWriteArrayList<>();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();

    /** A picture that takes until it is released. */
    private static final class Hanging implements Snapshot {
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public ByteBuffer draw(Frame frame, Alert alert) {
            begun.incrementAndGet();
            try {
                boolean unused = released.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            return frame.jpeg();
        }
    }

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void whatIsBrokenOffIsDoneByTheNextOne() throws Exception {
        KafkaSettings kafka = topics("off", Map.of());
        try (TopicTail tail = follow(kafka)) {
            Hanging hanging = new Hanging();
            EvidenceKeeper first = keep(kafka, hanging);
            write(kafka, 0, 20);
            await().atMost(PATIENCE).until(() -> hanging.begun.get() > 0);
            await("the alerts wait for no picture").atMost(PATIENCE).until(() -> alerts.size() == 20);
            long start = System.nanoTime();
            first.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(first.running()).isFalse();
            assertThat(evidence).isEmpty();
            try (EvidenceKeeper second = keep(kafka, QUICK)) {
                await().atMost(PATIENCE).until(() -> evidence.size() >= 20);
                assertThat(second.running()).isTrue();
            }
            assertThat(tail.running()).isTrue();
        }
        assertOnceEach(20);
    }

    /** The group takes the first one for dead, though it comes back and wants to store what it has. */
    @Test
    void whoWasTakenOverStoresNothingTwice() throws Exception {
        KafkaSettings kafka = topics("over", Map.of("max.poll.interval.ms", "2000"));
        Hanging hanging = new Hanging();
        try (TopicTail tail = follow(kafka);
                EvidenceKeeper first = keep(kafka, hanging)) {
            write(kafka, 0, 5);
            await().atMost(PATIENCE).until(() -> hanging.begun.get() > 0);
            try (EvidenceKeeper second = keep(kafka, QUICK)) {
                await().atMost(PATIENCE).until(() -> evidence.size() == 5);
                hanging.released.countDown();
                await("the first one's commit is refused")
                        .atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(metrics.scrape()).containsPattern("sightline_evidence_retried_total [1-9]"));
                write(kafka, 5, 20);
                await().atMost(PATIENCE).until(() -> evidence.size() >= 20);
                assertThat(first.running() && second.running() && tail.running())
                        .isTrue();
            }
        }
        assertOnceEach(20);
    }

    /** The first one stops before there is any alert: those that come then, and are old when it goes on, are not passed over. */
    @Test
    void aRestartBeginsWhereItBeganAtFirst() throws Exception {
        KafkaSettings kafka = topics("begin", Map.of());
        try (EvidenceKeeper first = keep(kafka, QUICK)) {
            await().atMost(PATIENCE).until(() -> hasPlace(kafka));
            assertThat(first.running()).isTrue();
        }
        Instant yesterday = now.minus(Duration.ofDays(1));
        send(kafka, kafka.topics().alerts(), yesterday, alert(kafka, 0, yesterday));
        try (TopicTail tail = follow(kafka);
                EvidenceKeeper second = keep(kafka, QUICK)) {
            await().atMost(PATIENCE).until(() -> evidence.size() == 1);
            assertThat(second.running() && tail.running()).isTrue();
        }
        assertThat(evidence).extracting(AlertEvidence::reason).containsExactly("gone");
    }

    /** As in a recording from before there was any. */
    @Test
    void nothingIsFoundWhereThereIsNoTopic() {
        KafkaSettings kafka = settings("nowhere", Map.of());
        try (NamedRecords records = new NamedRecords(kafka)) {
            assertThat(records.evidence(alert(kafka, 0, now), Duration.ZERO)).isEmpty();
        }
    }

    private EvidenceKeeper keep(KafkaSettings kafka, Snapshot snapshot) {
        return EvidenceKeeper.start(kafka, snapshot, metrics, now.minusSeconds(3_600));
    }

    private static boolean hasPlace(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.client(Map.of()))) {
            String group = EvidenceKeeper.group(kafka);
            return !admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS)
                    .isEmpty();
        }
    }

    private void assertOnceEach(int number) {
        assertThat(evidence)
                .extracting(AlertEvidence::alert)
                .containsExactlyElementsOf(IntStream.range(0, number)
                        .mapToObj(EvidenceKeeperIT::id)
                        .toList());
        assertThat(evidence).extracting(AlertEvidence::jpeg).containsOnly(JPEG);
    }

    private TopicTail follow(KafkaSettings kafka) throws Exception {
        TopicTail tail = TopicTail.start(
                kafka,
                List.of(
                        Subscription.to(kafka.topics().evidence(), Integer.MAX_VALUE, evidence::add),
                        Subscription.to(kafka.topics().alerts(), Integer.MAX_VALUE, alerts::add)));
        assertThat(tail.awaitReady(PATIENCE)).isTrue();
        return tail;
    }

    private static KafkaSettings topics(String prefix, Map<String, String> client) {
        KafkaSettings kafka = settings(prefix, client);
        TopicSetup.ensure(kafka);
        return kafka;
    }

    private static KafkaSettings settings(String prefix, Map<String, String> client) {
        return new KafkaSettings(
                broker.bootstrapServers(), SightlineConfig.DEFAULT.stream().with(draft -> {
                    draft.prefix = prefix;
                    draft.partitions = 1;
                    draft.stateFolder = folder.resolve("streams");
                    draft.client = client;
                }));
    }

    /** Frames and their alerts, from one number to another. */
    private void write(KafkaSettings kafka, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Instant at = now.plusMillis(i);
            send(kafka, kafka.topics().frames(), at, new Frame(new FrameId("gate", 1, i), null, at, SIZE, SIZE, JPEG));
            send(kafka, kafka.topics().alerts(), at, alert(kafka, i, at));
        }
    }

    private static <V> void send(KafkaSettings kafka, Topic<V> topic, Instant at, V value) throws Exception {
        try (var producer =
                new KafkaProducer<>(kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = "gate".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic.name(), 0, at.toEpochMilli(), key, topic.encode(value)))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static String id(int number) {
        return "%032x".formatted(number);
    }

    private static Alert alert(KafkaSettings kafka, int number, Instant at) {
        return new Alert(
                id(number),
                Alert.Kind.RAISED,
                "rule",
                "abcdef012345",
                Severity.WARNING,
                "gate",
                "",
                at,
                at,
                List.of(),
                new FrameId("gate", 1, number),
                new FrameRef(kafka.topics().frames().name(), 0, number),
                new FrameRef(kafka.topics().detections().name(), 0, number),
                "",
                0,
                Map.of(),
                "alert " + number);
    }
}
