package dev.sightline.app;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The contract on the broker that Sightline brings with it. */
class PipelineOnEmbeddedBrokerIT extends PipelineContract {
    private @Nullable EmbeddedBroker broker;

    @Override
    String startBroker() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "contract-broker"));
        broker = EmbeddedBroker.start(new BrokerSettings(Files.createTempDirectory(folder, "data"), 0));
        return broker.bootstrapServers();
    }

    @Override
    void stopBroker() {
        Objects.requireNonNull(broker).close();
    }
}
