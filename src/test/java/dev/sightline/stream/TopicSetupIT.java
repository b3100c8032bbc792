package dev.sightline.stream;

import static org.assertj.core.api.Assertions.assertThat;

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
}
