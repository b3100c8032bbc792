package dev.sightline.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker and controller (KRaft) inside this process, listening on the loopback interface. Its data survives a
 * restart on the same folder, whatever the ports. Starts in 2 to 9 s. Safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1";

    private final int port;
    private final KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @throws BrokerException if the folder cannot be used, has no room or belongs to a running broker, or the port is
     *     taken
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        boolean used = BrokerFolder.prepare(settings.folder());
        int port = freePort(settings.port());
        if (used) {
            EarlierBroker.fence(controller(settings.folder(), freePort(0)));
        }
        Exit.setHaltProcedure((status, message) -> giveUp(settings.folder(), status));
        KafkaRaftServer server = new KafkaRaftServer(
                new KafkaConfig(both(controller(settings.folder(), freePort(0)), port), false), Time.SYSTEM);
        try {
            server.startup();
            return new EmbeddedBroker(port, server);
        } catch (RuntimeException e) {
            stop(server);
            throw new BrokerException("the embedded broker cannot start: " + e.getMessage(), e);
        }
    }

    /** A broker that can no longer write ends its process; it does not say why in a line that one would find. */
    private static void giveUp(Path folder, int status) {
        LOG.error(
                "the broker cannot go on, as when the disk of {} is full or fails; free some and start again", folder);
        Runtime.getRuntime().halt(status);
    }

    /** What Kafka clients connect to: {@code host:port}. */
    public String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    /** Stops the broker after what was acknowledged has been written; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            DecidedTransactions.await(bootstrapServers());
            stop(server);
        }
    }

    /** Waits for the shutdown, but not for ever: a server that failed half-way through its start may never end. */
    private static void stop(KafkaRaftServer server) {
        Thread stopper = new Thread(server::shutdown, "broker-stop");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopper.isAlive()) {
            LOG.warn("the embedded broker did not stop within {} s", STOP_LIMIT.toSeconds());
        }
    }

    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException(
                    "port " + wanted + " for the embedded broker is taken; stop what uses it, choose another with"
                            + " --broker-port, or use that broker with --bootstrap-servers " + LOOPBACK + ":" + wanted,
                    e);
        }
    }

    private static Map<String, String> controller(Path folder, int port) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + port);
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("listeners", CONTROLLER + "://" + LOOPBACK + ":" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        return properties;
    }

    private static Map<String, String> both(Map<String, String> controller, int port) {
        Map<String, String> properties = new HashMap<>(controller);
        properties.put("process.roles", "broker,controller");
        properties.put("listeners", "PLAINTEXT://" + LOOPBACK + ":" + port + "," + controller.get("listeners"));
        // They share a process: neither can be gone without the other, however long the machine was asleep.
        properties.put(
                "broker.session.timeout.ms", String.valueOf(Duration.ofDays(1).toMillis()));
        properties.put("auto.create.topics.enable", "false");
        properties.put("message.max.bytes", String.valueOf(8 << 20));
        // One node holds every internal topic; a few partitions serve a few groups and start faster than fifty.
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(internal + ".replication.factor", "1");
            properties.put(internal + ".num.partitions", "5");
        }
        // Who was away for a while goes on where it stopped, for as long as alerts are kept.
        properties.put("offsets.retention.minutes", String.valueOf(365 * 24 * 60));
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("log.segment.bytes", String.valueOf(64 << 20));
        properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        return properties;
    }
}
