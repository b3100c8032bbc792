package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TopicSetupIT {
    @TempDir
    Path folder;

    @Test
    void keepsEveryStatusAsLongAsDetectionsAndTheLastAsLongAsTracks() throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var kafka = new KafkaSettings(broker.bootstrapServers(), SightlineConfig.DEFAULT.stream());
            TopicSetup.ensure(kafka);
            TopicSetup.ensure(kafka);
            Config cameras = config(admin, kafka.topics().cameras().name());
            assertThat(text(cameras, "cleanup.policy")).isEqualTo("compact,delete");
            assertThat(text(cameras, "min.compaction.lag.ms"))
                    .isEqualTo(String.valueOf(Duration.ofDays(7).toMillis()))
                    .isEqualTo(text(config(admin, kafka.topics().detections().name()), "retention.ms"));
            assertThat(text(cameras, "retention.ms"))
                    .isEqualTo(text(config(admin, kafka.topics().tracks().name()), "retention.ms"));
        }
    }

    @Test
    void givesClassesTopicsLikeThatOfAllTracks() throws Exception {
        var stream = SightlineConfig.DEFAULT.stream().with(settings -> {
            settings.partitions = 3;
            settings.classTopics = List.of("person", "traffic light");
        });
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicSetup.ensure(new KafkaSettings(broker.bootstrapServers(), stream));
            String all = text(config(admin, "sightline.tracks"), "retention.ms");
            for (String name : List.of("sightline.tracks.person", "sightline.tracks.traffic-light")) {
                assertThat(text(config(admin, name), "retention.ms")).isEqualTo(all);
                var topics = admin.describeTopics(List.of(name)).allTopicNames().get(20, TimeUnit.SECONDS);
                assertThat(Objects.requireNonNull(topics.get(name)).partitions())
                        .hasSize(3);
            }
        }
    }

    @Test
    void saysEverythingThatIsWrongAndStops() throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic("sightline.frames", 4, (short) 1)
                                    .configs(Map.of("max.message.bytes", "1000000", "cleanup.policy", "compact")),
                            new NewTopic("sightline.detections", 4, (short) 1)
                                    .configs(Map.of("retention.ms", "60000", "min.insync.replicas", "2"))))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            var stream = SightlineConfig.DEFAULT.stream()
                    .with(settings -> settings.client = Map.of("max.request.size", "1000"));
            var kafka = new KafkaSettings(broker.bootstrapServers(), stream);
            assertThat(TopicSetup.check(kafka))
                    .extracting(fault -> fault.place() + " " + fault.setting() + " " + fault.isFatal())
                    .containsExactlyInAnyOrder(
                            "kafka.client max.request.size true",
                            "sightline.frames max.message.bytes true",
                            "sightline.frames cleanup.policy true",
                            "sightline.detections retention.ms false",
                            "sightline.detections min.insync.replicas true",
                            "sightline.tracks topic true",
                            "sightline.alerts topic true",
                            "sightline.evidence topic true",
                            "sightline.cameras topic true",
                            "sightline.control topic true",
                            "sightline.dead-letters topic true");
            assertThatThrownBy(() -> TopicSetup.ensure(kafka))
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContainingAll(
                            "cannot be used as it is",
                            "sightline.frames: max.message.bytes is 1000000, should be at least 8388608: kafka-configs.sh",
                            "kafka.client: max.request.size is 1000",
                            "nothing can be written")
                    .hasMessageNotContaining("retention.ms");
        }
    }

    @Test
    void saysWhichTopicsDifferInTheirPartitions() throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("sightline.tracks", 2, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            var kafka = new KafkaSettings(broker.bootstrapServers(), SightlineConfig.DEFAULT.stream());
            assertThatThrownBy(() -> TopicSetup.ensure(kafka))
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContaining("sightline.tracks: partitions is 2");
        }
    }

    @Test
    void saysThatThereAreTooFewBrokers() {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0))) {
            var stream = SightlineConfig.DEFAULT.stream().with(settings -> settings.replication = 3);
            assertThatThrownBy(() -> TopicSetup.ensure(new KafkaSettings(broker.bootstrapServers(), stream)))
                    .isInstanceOf(KafkaUnavailableException.class)
                    .hasMessageContaining("lower kafka.replication or add brokers");
        }
    }

    private static Config config(Admin admin, String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(admin.describeConfigs(List.of(resource))
                .all()
                .get(20, TimeUnit.SECONDS)
                .get(resource));
    }

    private static String text(Config config, String name) {
        return config.get(name).value();
    }

    @Test
    void saysThatNothingListensWhereKafkaShouldBe() {
        var nowhere = new KafkaSettings(
                "127.0.0.1:1",
                SightlineConfig.DEFAULT.stream()
                        .with(settings -> settings.client =
                                Map.of("request.timeout.ms", "500", "default.api.timeout.ms", "1000")));
        assertThatThrownBy(() -> TopicSetup.ensure(nowhere))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageStartingWith("no Kafka at 127.0.0.1:1: nothing listens there");
    }
}
