package dev.sightline.app;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract on the broker that users run: the image that the property {@code kafka.image} names. */
class PipelineInContainerIT extends PipelineContract {
    private static final String IMAGE = System.getProperty("kafka.image", "apache/kafka:4.3.1");

    private @Nullable KafkaContainer broker;

    @Override
    String startBroker() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("no Docker engine answers, so nothing is tested in containers: start one, or set DOCKER_HOST")
                .isTrue();
        broker = new KafkaContainer(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("apache/kafka"));
        try {
            broker.start();
        } catch (ContainerFetchException notToBeHad) {
            assumeThat(true)
                    .as("image %s cannot be pulled, so nothing is tested in containers: %s", IMAGE, notToBeHad)
                    .isFalse();
        }
        return broker.getBootstrapServers();
    }

    @Override
    void stopBroker() {
        if (broker != null) {
            broker.stop();
        }
    }
}
