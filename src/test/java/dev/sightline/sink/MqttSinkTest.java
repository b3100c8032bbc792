package dev.sightline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.alert.Alert;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.interception.AbstractInterceptHandler;
import io.moquette.interception.messages.InterceptPublishMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MqttSinkTest {
    private static final Alert ALERT = Alerts.saying("hello");

    @TempDir
    Path folder;

    /** What a broker was told: {@code topic|qos|retained|payload}. */
    private final List<String> published = new CopyOnWriteArrayList<>();

    @Test
    void publishesOnATopicOfTheAlert() throws Exception {
        int port = freePort();
        Server broker = broker(port, false);
        try (AlertSink sink = target(port, null, null, false).open(Alerts.around(folder))) {
            sink.deliver(ALERT);
            await().untilAsserted(() -> assertThat(published)
                    .containsExactly("sightline/gate/lingering|1|false|" + AlertFields.json(ALERT)));
        } finally {
            broker.stopServer();
        }
    }

    @Test
    void connectsAgainAfterTheBrokerWasAway() throws Exception {
        int port = freePort();
        try (AlertSink sink = target(port, null, null, true).open(Alerts.around(folder))) {
            assertThatThrownBy(() -> sink.deliver(ALERT))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessage("mqtt 127.0.0.1:" + port + " cannot be reached; check host and port");
            for (int start = 1; start <= 2; start++) {
                Server broker = broker(port, false);
                int expected = start;
                await().ignoreExceptions().until(() -> delivers(sink));
                await().untilAsserted(() -> assertThat(published).hasSize(expected));
                broker.stopServer();
            }
            assertThat(published).allMatch(message -> message.contains("|1|true|"));
            assertThatThrownBy(() -> sink.deliver(ALERT)).isInstanceOf(DeliveryException.class);
        }
    }

    @Test
    void saysThatTheLoginIsRefused() throws Exception {
        int port = freePort();
        Server broker = broker(port, true);
        try (AlertSink wrong = target(port, "viewer", "hunter2", false).open(Alerts.around(folder));
                AlertSink right = target(port, "viewer", "S3ntinel", false).open(Alerts.around(folder))) {
            assertThatThrownBy(() -> wrong.deliver(ALERT))
                    .hasMessageContaining("check user and password")
                    .message()
                    .doesNotContain("hunter2");
            right.deliver(ALERT);
            await().untilAsserted(() -> assertThat(published).hasSize(1));
        } finally {
            broker.stopServer();
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                AlertSink sink =
                        target(silent.getLocalPort(), null, null, false).open(Alerts.around(folder))) {
            assertThatThrownBy(() -> sink.deliver(ALERT)).hasMessageContaining("does not answer in time");
        }
    }

    @Test
    void keepsItsSecretsToItself() {
        assertThat(target(1883, "viewer", "hunter2", false).toString()).isEqualTo("mqtt 127.0.0.1:1883");
    }

    @Test
    void refusesTopicsThatAreNoNames() {
        assertThatThrownBy(() -> withTopic("sightline/#")).hasMessageContaining("topic");
        assertThatThrownBy(() -> withTopic("")).hasMessageContaining("topic");
        assertThatThrownBy(() -> withTopic("{{password}}")).hasMessageContaining("topic names {{password}}");
    }

    private static boolean delivers(AlertSink sink) throws DeliveryException {
        sink.deliver(ALERT);
        return true;
    }

    private static MqttTarget withTopic(String topic) {
        return new MqttTarget("tcp://127.0.0.1", topic, null, false, null, null, Duration.ofSeconds(2), null);
    }

    private static MqttTarget target(int port, @Nullable String user, @Nullable String password, boolean retained) {
        return new MqttTarget(
                "tcp://127.0.0.1:" + port,
                "sightline/{{camera}}/{{rule}}",
                null,
                retained,
                user,
                password,
                Duration.ofSeconds(2),
                null);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Server broker(int port, boolean login) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, String.valueOf(port));
        properties.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, folder.toString());
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, String.valueOf(!login));
        Server server = new Server();
        server.startServer(
                new MemoryConfig(properties),
                List.of(new Recorder(published)),
                null,
                (client, user, password) ->
                        !login || Arrays.equals(password, "S3ntinel".getBytes(StandardCharsets.UTF_8)),
                null);
        return server;
    }

    private static final class Recorder extends AbstractInterceptHandler {
        private final List<String> published;

        Recorder(List<String> published) {
            this.published = published;
        }

        @Override
        public String getID() {
            return "recorder";
        }

        @Override
        public void onPublish(InterceptPublishMessage message) {
            published.add(message.getTopicName() + "|" + message.getQos().value() + "|" + message.isRetainFlag() + "|"
                    + message.getPayload().toString(StandardCharsets.UTF_8));
        }

        @Override
        public void onSessionLoopError(Throwable error) {}
    }
}
