package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import dev.sightline.alert.Severity;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import dev.sightline.frame.FrameRef;
import dev.sightline.metrics.MicrometerMetrics;
import dev.sightline.sink.AlertFilter;
import dev.sightline.sink.AlertSink;
import dev.sightline.sink.DeliveryException;
import dev.sightline.sink.LogTarget;
import dev.sightline.sink.RetrySettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.trace.Trace;
import dev.sightline.wire.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sinks at a real broker. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // JUnit starts the broker first
class SinkRunnerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final RetrySettings THRICE = new RetrySettings(3, Duration.ofMillis(20), Duration.ofMillis(50));
    private static final RetrySettings OFTEN = new RetrySettings(1000, Duration.ofMillis(20), Duration.ofMillis(50));

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    private final MicrometerMetrics metrics = new MicrometerMetrics();

    /** What a sink of the tests does with its n-th attempt, from 1. */
    @FunctionalInterface
    private interface Behaviour {
        void attempt(int n, Alert alert) throws DeliveryException;
    }

    /** A sink that remembers what it was given and what it took. */
    private static final class Receiver implements AlertSink {
        private final Behaviour behaviour;
        private final List<Alert> given = new CopyOnWriteArrayList<>();
        private final List<Alert> taken = new CopyOnWriteArrayList<>();

        Receiver(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public void deliver(Alert alert) throws DeliveryException {
            given.add(alert);
            behaviour.attempt(given.size(), alert);
            taken.add(alert);
        }

        @Override
        public void close() {}
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
    void aSlowSinkDelaysNobody() throws Exception {
        KafkaSettings kafka = topics("slow");
        CountDownLatch over = new CountDownLatch(1);
        Receiver hanging = new Receiver((n, alert) -> hold(over));
        Receiver quick = new Receiver((n, alert) -> {});
        List<Alert> alerts = alerts(50, "gate");
        try (SinkRunner slow = run(kafka, "slow", hanging, OFTEN);
                SinkRunner fast = run(kafka, "fast", quick, OFTEN)) {
            write(kafka, alerts);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(quick.taken).isEqualTo(alerts));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hanging.given).hasSize(1));
            assertThat(hanging.taken).isEmpty();
            over.countDown();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hanging.taken).isEqualTo(alerts));
            assertThat(slow.running()).isTrue();
            assertThat(fast.state()).isEqualTo("has delivered the last alert");
        }
        assertThat(metrics.scrape())
                .contains("sightline_sink_delivered_total{sink=\"fast\"} 50.0")
                .contains("sightline_sink_lag_seconds{sink=\"fast\"} 0.0");
    }

    @Test
    void keepsTheOrderOfEachCameraOverFailures() throws Exception {
        KafkaSettings kafka = topics("order");
        Receiver flaky = new Receiver((n, alert) -> failIf(n % 3 == 0));
        List<Alert> alerts = alerts(40, "gate", "yard", "door");
        try (SinkRunner runner = run(kafka, "order", flaky, OFTEN)) {
            write(kafka, alerts);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(flaky.taken).hasSize(40));
            assertThat(runner.running()).isTrue();
        }
        for (String camera : List.of("gate", "yard", "door")) {
            assertThat(flaky.taken)
                    .filteredOn(alert -> alert.camera().equals(camera))
                    .isEqualTo(alerts.stream()
                            .filter(alert -> alert.camera().equals(camera))
                            .toList());
        }
        assertThat(metrics.scrape()).contains("sightline_sink_retried_total{sink=\"order\"} 19.0");
    }

    @Test
    void losesNothingWhenItIsRestartedBetweenAttempts() throws Exception {
        KafkaSettings kafka = topics("restart");
        List<Alert> alerts = alerts(10, "gate");
        Receiver failing = new Receiver((n, alert) -> failIf(n > 4));
        try (SinkRunner runner = run(kafka, "again", failing, OFTEN)) {
            write(kafka, alerts);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(failing.given).hasSizeGreaterThan(7));
            assertThat(runner.state()).contains("of 1000 failed").contains("not today");
        }
        Receiver working = new Receiver((n, alert) -> {});
        try (SinkRunner runner = run(kafka, "again", working, OFTEN)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(working.taken).isNotEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(working.taken).hasSize(6));
            assertThat(runner.running()).isTrue();
        }
        assertThat(failing.taken).isEqualTo(alerts.subList(0, 4));
        assertThat(working.taken).isEqualTo(alerts.subList(4, 10));
    }

    @Test
    void breaksOffADeliveryThatHangsAndMakesItAgain() throws Exception {
        KafkaSettings kafka = topics("hang");
        List<Alert> alerts = alerts(2, "gate");
        CountDownLatch never = new CountDownLatch(1);
        Receiver hanging = new Receiver((n, alert) -> {
            hold(never);
            throw DeliveryException.failed("broken off", null);
        });
        SinkRunner first = run(kafka, "hang", hanging, THRICE);
        write(kafka, alerts);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hanging.given).hasSize(1));
        long start = System.nanoTime();
        first.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(first.running()).isFalse();
        Receiver working = new Receiver((n, alert) -> {});
        try (SinkRunner second = run(kafka, "hang", working, THRICE)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(working.taken).isEqualTo(alerts));
            assertThat(second.running()).isTrue();
        }
    }

    @Test
    void givesUpAfterSoManyAttemptsWhicheverProcessMadeThem() throws Exception {
        KafkaSettings kafka = topics("giveup");
        RetrySettings slowly = new RetrySettings(3, Duration.ofSeconds(2), Duration.ofSeconds(2));
        Alert bad = alert("gate", 0);
        Behaviour refuseBad = (n, alert) -> failIf(alert.equals(bad));
        Receiver first = new Receiver(refuseBad);
        try (SinkRunner runner = run(kafka, "flaky", first, slowly)) {
            write(kafka, List.of(bad, alert("gate", 1)));
            await().atMost(PATIENCE).until(() -> runner.state().contains("attempt 2 of 3 failed"));
        }
        List<DeadLetter> letters = new CopyOnWriteArrayList<>();
        Receiver second = new Receiver(refuseBad);
        try (TopicTail tail = TopicTail.start(
                        kafka,
                        List.of(TopicTail.Subscription.to(
                                kafka.topics().deadLetters(), Integer.MAX_VALUE, letters::add)));
                SinkRunner runner = run(kafka, "flaky", second, slowly)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(second.taken).containsExactly(alert("gate", 1)));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(letters).hasSize(1));
            assertThat(tail.running() && runner.running()).isTrue();
        }
        assertThat(first.given).hasSize(2).containsOnly(bad);
        assertThat(second.given).containsExactly(bad, alert("gate", 1));
        DeadLetter letter = letters.get(0);
        assertThat(letter.stage()).isEqualTo("sink");
        assertThat(letter.reason()).isEqualTo("sink:flaky");
        assertThat(letter.detail()).isEqualTo("not today");
        assertThat(letter.topic()).isEqualTo("giveup.alerts");
        byte[] value = new byte[java.util.Objects.requireNonNull(letter.value()).remaining()];
        letter.value().get(value);
        assertThat(kafka.topics().alerts().decode(value)).isEqualTo(bad);
        assertThat(metrics.scrape()).contains("sightline_sink_dead_lettered_total{sink=\"flaky\"} 1.0");
    }

    @Test
    void passesOverWhatItIsNotForAndWhatCannotBeRead() throws Exception {
        KafkaSettings kafka = topics("filter");
        AlertFilter ended =
                new AlertFilter(List.of("rule"), List.of("gate"), Severity.WARNING, Set.of(Alert.Kind.RAISED));
        Receiver receiver = new Receiver((n, alert) -> {});
        SinkSettings settings = new SinkSettings("some", ended, THRICE, new LogTarget());
        try (SinkRunner runner = SinkRunner.start(kafka, settings, receiver, parts())) {
            send(kafka, "gate", "not Avro".getBytes(StandardCharsets.UTF_8));
            write(kafka, List.of(alert("yard", 0), alert("gate", 1), alert("yard", 2)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.given).containsExactly(alert("gate", 1)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metrics.scrape())
                            .contains("sightline_sink_dead_lettered_total{sink=\"some\"} 1.0"));
            assertThat(runner.running()).isTrue();
        }
    }

    @Test
    void aNewSinkDoesNotTellOldNews() throws Exception {
        KafkaSettings kafka = topics("news");
        write(kafka, List.of(alert("gate", 0)), Instant.now().minusSeconds(60));
        Receiver receiver = new Receiver((n, alert) -> {});
        try (SinkRunner runner = run(kafka, "news", receiver, THRICE)) {
            write(kafka, List.of(alert("gate", 1)));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.given).containsExactly(alert("gate", 1)));
            assertThat(runner.running()).isTrue();
        }
    }

    private SinkRunner run(KafkaSettings kafka, String id, AlertSink sink, RetrySettings retry) {
        return SinkRunner.start(kafka, new SinkSettings(id, AlertFilter.ALL, retry, new LogTarget()), sink, parts());
    }

    private SinkRunner.Parts parts() {
        return new SinkRunner.Parts(metrics, Trace.NONE, Clock.systemUTC(), new Random(1));
    }

    private static void failIf(boolean fails) throws DeliveryException {
        if (fails) {
            throw DeliveryException.failed("not today", null);
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            boolean unused = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KafkaSettings topics(String prefix) {
        KafkaSettings kafka = new KafkaSettings(
                broker.bootstrapServers(),
                SightlineConfig.DEFAULT.withDataFolder(folder).stream().with(settings -> {
                    settings.prefix = prefix;
                    settings.partitions = 2;
                }));
        TopicSetup.ensure(kafka);
        return kafka;
    }

    private static void write(KafkaSettings kafka, List<Alert> alerts) throws Exception {
        write(kafka, alerts, Instant.now());
    }

    private static void write(KafkaSettings kafka, List<Alert> alerts, Instant at) throws Exception {
        try (var producer = producer(kafka)) {
            String topic = kafka.topics().alerts().name();
            for (Alert alert : alerts) {
                byte[] value = kafka.topics().alerts().encode(alert);
                producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), key(alert.camera()), value))
                        .get();
            }
        }
    }

    private static void send(KafkaSettings kafka, String camera, byte[] value) throws Exception {
        try (var producer = producer(kafka)) {
            producer.send(new ProducerRecord<>(kafka.topics().alerts().name(), key(camera), value))
                    .get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings kafka) {
        return new KafkaProducer<>(kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] key(String camera) {
        return camera.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Alert> alerts(int count, String... cameras) {
        return IntStream.range(0, count)
                .mapToObj(i -> alert(cameras[i % cameras.length], i))
                .toList();
    }

    private static Alert alert(String camera, int number) {
        Instant at = Instant.ofEpochSecond(1_777_000_000L + number);
        return new Alert(
                "%032x".formatted(number),
                Alert.Kind.RAISED,
                "rule",
                "abcdef012345",
                Severity.WARNING,
                camera,
                "",
                at,
                at,
                List.of(),
                null,
                null,
                new FrameRef("detections", 0, number),
                "",
                0,
                Map.of(),
                "alert " + number);
    }
}
