package dev.sightline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedBrokerIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsTopicsOverARestart() throws Exception {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0));
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains("kept");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(folder, taken.getLocalPort())))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("--broker-port");
        }
        assertThat(BrokerFolder.prepare(folder, 0))
                .as("used by a broker that never was")
                .isFalse();
    }

    @Test
    void saysThatItsFolderIsInUse() {
        try (var broker = EmbeddedBroker.start(new BrokerSettings(folder, 0))) {
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(folder, 0)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining("in use by another Sightline");
        }
    }

    @Test
    void saysThatItsFolderCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(file.resolve("data"), 0)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data");
    }

    @Test
    void saysThatThereIsNoSpace() {
        assertThatThrownBy(() -> BrokerFolder.prepare(folder, Long.MAX_VALUE))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("MB left");
    }
}
