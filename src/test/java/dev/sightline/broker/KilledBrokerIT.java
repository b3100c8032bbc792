package dev.sightline.broker;

import static org.awaitility.Awaitility.await;

import dev.sightline.app.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledBrokerIT {
    private static final TopicPartition PARTITION = new TopicPartition("events", 0);

    @TempDir
    Path folder;

    /** Its time is over while the next broker starts, which is when its markers could be lost. */
    @Test
    @Timeout(120)
    void rollsBackTheTransactionThatWasOpen() throws Exception {
        try (Child child = Child.start(OpenTransaction.class, folder.toString())) {
            child.awaitLine("written", Duration.ofSeconds(60));
        }
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            end(admin, IsolationLevel.READ_COMMITTED) == end(admin, IsolationLevel.READ_UNCOMMITTED));
        }
    }

    private static long end(Admin admin, IsolationLevel level)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(PARTITION)
                .get(20, TimeUnit.SECONDS)
                .offset();
    }

    /** Writes to the broker of a folder in a transaction that is over after a second, and waits to be killed. */
    static final class OpenTransaction {
        private OpenTransaction() {}

        public static void main(String[] arguments) throws Exception {
            var broker = EmbeddedBroker.start(new BrokerSettings(Path.of(arguments[0]), 0));
            try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                        .all()
                        .get(20, TimeUnit.SECONDS);
            }
            Map<String, Object> settings = Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "transactional.id",
                    "killed",
                    "transaction.timeout.ms",
                    1000);
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(PARTITION.topic(), "key", "value"))
                        .get(20, TimeUnit.SECONDS);
                System.out.println("written");
                Thread.currentThread().join();
            }
        }
    }
}
