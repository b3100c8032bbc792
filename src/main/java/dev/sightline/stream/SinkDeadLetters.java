package dev.sightline.stream;

import dev.sightline.wire.DeadLetter;
import dev.sightline.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts the alerts that a sink has given up into the dead letters, at least once. */
final class SinkDeadLetters implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Topic<DeadLetter> topic;
    private final String sink;
    private final KafkaProducer<byte[], byte[]> producer;

    SinkDeadLetters(KafkaSettings kafka, String sink) {
        this.topic = kafka.topics().deadLetters();
        this.sink = sink;
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0,
                        "max.block.ms",
                        5_000,
                        "request.timeout.ms",
                        5_000,
                        "delivery.timeout.ms",
                        10_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Returns when the dead letter is stored.
     *
     * @throws KafkaException if it is not within 15 s
     */
    void send(ConsumerRecord<byte[], byte[]> record, String reason) {
        DeadLetter letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                "sink",
                "sink:" + sink,
                reason,
                record.key() == null ? null : ByteBuffer.wrap(record.key()),
                record.value() == null ? null : ByteBuffer.wrap(record.value()));
        try {
            producer.send(new ProducerRecord<>(
                            topic.name(), record.partition(), record.timestamp(), record.key(), topic.encode(letter)))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("a dead letter is not stored: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
