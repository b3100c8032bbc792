package dev.sightline.stream;

import dev.sightline.detect.EngineLostException;
import dev.sightline.registry.RegistryException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running topology with exactly-once processing. A stream thread that dies is replaced, up to ten times in ten minutes; then, or at once
 * where the engine is lost, the topology stops and {@link #state} says so. A record whose schema is not known while the
 * registry is away is read again every 5 s or more. Safe for use by several threads.
 */
public final class StreamsRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
    private static final int MOST_FAILURES = 10;
    private static final int MOST_RECORDS = 16;

    /** How long the records of a poll may take: well within {@code max.poll.interval.ms}, which is 5 min. */
    private static final Duration POLL = Duration.ofMinutes(4);

    private final String name;
    private final KafkaStreams streams;
    private final GroupMembershipOperation atTheEnd;
    private final RecentFailures failures = new RecentFailures(System::nanoTime);

    /** A topology whose records take no time to speak of. */
    public StreamsRunner(KafkaSettings kafka, String name, int threads, Duration commitInterval, Topology topology) {
        this(kafka, name, threads, commitInterval, Duration.ofSeconds(1), topology);
    }

    /**
     * A topology that is not started yet.
     *
     * @param name part of the application id, {@code detect} or {@code analyze}
     * @param threads stream threads, ≥ 1
     * @param commitInterval the longest that a result waits to be seen by others; a commit costs about as much as a
     *     frame's way through Kafka
     * @param longestRecord the longest that a record takes
     */
    public StreamsRunner(
            KafkaSettings kafka,
            String name,
            int threads,
            Duration commitInterval,
            Duration longestRecord,
            Topology topology) {
        this.name = name;
        this.atTheEnd = kafka.stream().instance() == null
                ? GroupMembershipOperation.LEAVE_GROUP
                : GroupMembershipOperation.REMAIN_IN_GROUP;
        this.streams = new KafkaStreams(topology, properties(kafka, name, threads, commitInterval, longestRecord));
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> LOG.debug("{} is {}", name, now));
    }

    /** The consumer group of a topology: its application id. */
    public static String group(KafkaSettings kafka, String name) {
        return kafka.stream().prefix() + "-" + name;
    }

    /** Starts the stream threads and returns at once. */
    public void start() {
        streams.start();
    }

    /** Whether it works, rebalances or is about to start. */
    public boolean healthy() {
        return streams.state() == State.RUNNING || streams.state() == State.REBALANCING;
    }

    /** Whether it has ended, by a failure or in order, and will not begin again. */
    public boolean dead() {
        return streams.state().hasCompletedShutdown() || streams.state() == State.PENDING_ERROR;
    }

    /** The state in one word, such as CREATED, REBALANCING, RUNNING or ERROR. */
    public String state() {
        return streams.state().name();
    }

    /**
     * Commits what is done, leaves the group unless it is to be known again, and stops, within 4 s; a second call does
     * nothing.
     */
    @Override
    public void close() {
        CloseOptions options = CloseOptions.timeout(Duration.ofSeconds(4)).withGroupMembershipOperation(atTheEnd);
        if (!streams.close(options)) {
            LOG.warn("topology {} did not stop within 4 s", name);
        }
    }

    private StreamThreadExceptionResponse failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineLostException) {
                LOG.error("topology {} stops: {}", name, cause.getMessage());
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            } else if (cause instanceof RegistryException) {
                return awaitRegistry(cause.getMessage());
            }
        }
        int count = failures.add();
        LOG.error("a thread of topology {} died ({} of {})", name, count, MOST_FAILURES, failure);
        return count < MOST_FAILURES
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** The thread has waited for the registry already; its successor reads the same record again. */
    private StreamThreadExceptionResponse awaitRegistry(@Nullable String reason) {
        LOG.warn("topology {} waits for a schema: {}", name, reason);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** As many records as may each take so long, one after the other. */
    static int recordsOfAPoll(Duration longestRecord) {
        return (int) Math.max(1, Math.min(MOST_RECORDS, POLL.dividedBy(longestRecord)));
    }

    private static Properties properties(
            KafkaSettings kafka, String name, int threads, Duration commitInterval, Duration longestRecord) {
        Map<String, Object> own = new HashMap<>();
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, group(kafka, name));
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        own.put(StreamsConfig.STATE_DIR_CONFIG, kafka.stream().stateFolder().toString());
        own.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.stream().replication());
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        own.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, kafka.stream().standbyReplicas());
        if (kafka.stream().instance() != null) {
            own.put(
                    StreamsConfig.consumerPrefix("group.instance.id"),
                    kafka.stream().instance());
        }
        own.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        // A dead instance's cameras move on after this time; one that stops in order leaves its group at once.
        int session = kafka.stream().instance() == null ? 6_000 : 10_000;
        own.put(StreamsConfig.consumerPrefix("session.timeout.ms"), session);
        // Members hear of each other by it: it is the longest part of a planned move.
        own.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 500);
        own.put(StreamsConfig.consumerPrefix("max.poll.records"), recordsOfAPoll(longestRecord));
        own.put(StreamsConfig.consumerPrefix("fetch.max.wait.ms"), 100);
        own.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), KafkaSettings.MAX_RECORD);
        own.put(StreamsConfig.producerPrefix("linger.ms"), 0);
        // A frame's track events are much alike: they take 2.7 KB instead of 4.9 KB.
        own.put(StreamsConfig.producerPrefix("compression.type"), "zstd");
        own.put(StreamsConfig.producerPrefix("max.request.size"), 2 * KafkaSettings.MAX_RECORD);
        // What a killed process left open is rolled back after this time; until then its partitions wait.
        own.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 8_000);
        Properties properties = new Properties();
        properties.putAll(kafka.client(own));
        return properties;
    }
}
