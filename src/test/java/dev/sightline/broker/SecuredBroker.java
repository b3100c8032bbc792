package dev.sightline.broker;

import dev.sightline.KeyTool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker for which clients need a login, and for everything else but logging in an access control list. They speak
 * TLS with it.
 */
public final class SecuredBroker implements AutoCloseable {
    /** May do everything. */
    public static final String ADMIN = "admin";

    private final KafkaRaftServer server;
    private final int port;
    private final KeyTool certificate;

    private SecuredBroker(KafkaRaftServer server, int port, KeyTool certificate) {
        this.server = server;
        this.port = port;
        this.certificate = certificate;
    }

    /** Starts one for these logins and {@link #ADMIN}. */
    public static SecuredBroker start(Path folder, List<String> users) throws Exception {
        Path data = folder.resolve("secured");
        BrokerFolder.prepare(data);
        KeyTool certificate = KeyTool.certify(folder, "broker", "ip:127.0.0.1");
        int port = freePort();
        var server =
                new KafkaRaftServer(new KafkaConfig(properties(data, port, users, certificate), false), Time.SYSTEM);
        server.startup();
        return new SecuredBroker(server, port, certificate);
    }

    private static Map<String, String> properties(Path data, int port, List<String> users, KeyTool certificate)
            throws Exception {
        int controller = freePort();
        StringBuilder logins = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach(user -> logins.append(login(user)));
        logins.append(login(ADMIN)).append(';');
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(EmbeddedBroker.NODE_ID));
        properties.put("controller.quorum.voters", EmbeddedBroker.NODE_ID + "@127.0.0.1:" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listeners",
                "CLIENTS://127.0.0.1:%d,BROKERS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, freePort(), controller));
        properties.put("inter.broker.listener.name", "BROKERS");
        properties.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("listener.name.clients.sasl.enabled.mechanisms", "PLAIN");
        properties.put("listener.name.clients.plain.sasl.jaas.config", logins.toString());
        properties.put(
                "listener.name.clients.ssl.keystore.location",
                certificate.store().toString());
        properties.put("listener.name.clients.ssl.keystore.password", KeyTool.PASSWORD);
        properties.put("listener.name.clients.ssl.keystore.type", "PKCS12");
        properties.put("authorizer.class.name", ObservedAuthorizer.class.getName());
        properties.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(internal + ".replication.factor", "1");
            properties.put(internal + ".num.partitions", "5");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        return properties;
    }

    private static String login(String user) {
        return " user_" + user + "=\"" + password(user) + "\"";
    }

    private static String password(String user) {
        return "pw-" + user;
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** What a client needs to log in. */
    public Map<String, String> client(String user) {
        return client(user, password(user));
    }

    /** What a client does that has this password. */
    public Map<String, String> client(String user, String password) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.pem().toString());
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
