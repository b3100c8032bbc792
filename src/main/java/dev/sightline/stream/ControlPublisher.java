package dev.sightline.stream;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Switches profiles: one record in each partition of the control topic. */
public final class ControlPublisher {
    private static final int LIMIT_MILLIS = 5_000;
    private static final byte[] KEY = "profile".getBytes(StandardCharsets.UTF_8);

    private ControlPublisher() {}

    /**
     * Switches a profile on.
     *
     * @throws KafkaUnavailableException if that is not acknowledged within some 5 s; it may then be in some partitions
     *     and not in others, and can be done again
     */
    public static void publish(KafkaSettings kafka, ProfileSwitch change) {
        Map<String, Object> settings = kafka.client(Map.of(
                "acks",
                "all",
                "max.block.ms",
                LIMIT_MILLIS,
                "delivery.timeout.ms",
                LIMIT_MILLIS,
                "request.timeout.ms",
                LIMIT_MILLIS - 1000,
                "linger.ms",
                0));
        Topic<ProfileSwitch> topic = kafka.topics().controls();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PartitionInfo each : producer.partitionsFor(topic.name())) {
                sent.add(producer.send(new ProducerRecord<>(
                        topic.name(), each.partition(), change.at().toEpochMilli(), KEY, topic.encode(change))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new KafkaUnavailableException("the profile was not switched: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while the profile was switched", e);
        }
    }
}
