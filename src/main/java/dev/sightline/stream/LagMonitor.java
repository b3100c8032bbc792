package dev.sightline.stream;

import dev.sightline.metrics.PipelineMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds at how far consumer groups are behind, and by that at whether Kafka answers. */
public final class LagMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final int LIMIT_SECONDS = 4;

    private final Admin admin;
    private final List<String> groups;
    private final PipelineMetrics metrics;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean answering = true;

    /** Starts to look after {@code groups}. */
    public LagMonitor(KafkaSettings kafka, List<String> groups, PipelineMetrics metrics) {
        this.admin = Admin.create(
                kafka.client(Map.of("request.timeout.ms", 2_000, "default.api.timeout.ms", LIMIT_SECONDS * 1000)));
        this.groups = List.copyOf(groups);
        this.metrics = metrics;
        this.thread = new Thread(this::run, "lag");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether Kafka answered when it was last asked. */
    public boolean answering() {
        return answering;
    }

    /** Stops at once. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        admin.close(Duration.ZERO);
    }

    private void run() {
        try {
            while (!closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.debug("lag monitor stops");
        }
    }

    private void look() throws InterruptedException {
        try {
            for (String group : groups) {
                look(group);
            }
            answering = true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            answering = false;
            LOG.debug("lag not known", e);
        }
    }

    private void look(String group) throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> done = admin.listConsumerGroupOffsets(
                        group, new ListConsumerGroupOffsetsOptions())
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        done.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        Map<String, Long> lags = new HashMap<>();
        var ends = admin.listOffsets(wanted).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        done.forEach((partition, offset) -> {
            var end = ends.get(partition);
            if (offset != null && end != null) {
                lags.merge(partition.topic(), Math.max(0, end.offset() - offset.offset()), Long::sum);
            }
        });
        lags.forEach((topic, lag) -> metrics.consumerLag(group, topic, lag));
    }
}
