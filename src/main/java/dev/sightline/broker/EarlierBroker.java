package dev.sightline.broker;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker that used a folder before and may have been killed. Its registration is ended by a controller that runs
 * alone, before the next broker begins.
 *
 * <p>Otherwise the next broker leads every partition in the name of the killed one until that one's session is over, and
 * then leads none for a moment. Kafka 4.3 takes a partition without a leader for a deleted one (KAFKA-20734) and
 * completes transactions without the markers in the partitions; whoever reads those partitions committed then waits for
 * ever.
 */
final class EarlierBroker {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierBroker.class);
    private static final Duration SESSION = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MS = 20;

    private EarlierBroker() {}

    /**
     * Returns when the broker registered in the folder is fenced, after 1 to 2 s, or at once where it was shut down in
     * order; gives up after 20 s with a warning.
     *
     * @param controller settings of a controller with the folder's node id
     */
    static void fence(Map<String, String> controller) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings(controller), false), Time.SYSTEM);
        try {
            server.startup();
            long start = System.nanoTime();
            while (brokers("FencedBrokerCount") == 0 || brokers("ActiveBrokerCount") > 0) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
                    LOG.warn("the broker that used the data folder before could not be fenced");
                    return;
                }
                Time.SYSTEM.sleep(POLL_MS);
            }
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static Map<String, String> settings(Map<String, String> controller) {
        Map<String, String> settings = new HashMap<>(controller);
        settings.put("broker.session.timeout.ms", String.valueOf(SESSION.toMillis()));
        settings.put("broker.heartbeat.interval.ms", String.valueOf(SESSION.toMillis() / 2));
        return settings;
    }

    /** What the controller of this process counts; 0 until it has read its log. */
    private static int brokers(String gauge) {
        try {
            Object count = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("kafka.controller:type=KafkaController,name=" + gauge), "Value");
            return ((Number) count).intValue();
        } catch (JMException e) {
            throw new IllegalStateException("Kafka has no gauge " + gauge, e);
        }
    }
}
