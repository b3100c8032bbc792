package dev.sightline.stream;

import dev.sightline.alert.Alert;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.sink.AlertSink;
import dev.sightline.sink.DeliveryException;
import dev.sightline.sink.RetrySettings;
import dev.sightline.sink.SinkSettings;
import dev.sightline.stream.SinkQueue.Waiting;
import dev.sightline.trace.Step;
import dev.sightline.trace.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the alerts to one sink, on a thread and in a consumer group of its own, so a slow sink delays nobody. All
 * processes that run the sink share its partitions. A new sink begins with the alerts of the time at which it is started.
 *
 * <p>Each alert is delivered at least once, in the order of its partition: its offset is committed after it was delivered
 * or has gone to the dead letters. A failed attempt is made again later; meanwhile its partition waits and the others go
 * on. How often it was tried is committed with the offset, so that a restart does not begin to count anew.
 */
public final class SinkRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 2_000;

    /**
     * What all runners share.
     *
     * @param metrics where every alert is counted
     * @param trace follows the frames that were chosen before
     * @param clock tells when to try again
     * @param random spreads the attempts of sinks that failed together
     */
    public record Parts(PipelineMetrics metrics, Trace trace, InstantSource clock, RandomGenerator random) {}

    private final String id;
    private final RetrySettings retry;
    private final AlertSink sink;
    private final PipelineMetrics metrics;
    private final Trace trace;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SinkQueues queues;
    private final SinkDeadLetters deadLetters;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile String state = "waits for alerts";

    private SinkRunner(KafkaSettings kafka, SinkSettings settings, AlertSink sink, Parts parts) {
        this.id = settings.id();
        this.retry = settings.retry();
        this.sink = sink;
        this.metrics = parts.metrics();
        this.trace = parts.trace();
        this.clock = parts.clock();
        this.random = parts.random();
        this.queues = new SinkQueues(kafka, group(kafka, id), settings.filter(), clock.instant());
        this.deadLetters = new SinkDeadLetters(kafka, id);
        this.thread = new Thread(this::run, "sink-" + id);
        this.thread.setDaemon(true);
    }

    /**
     * Starts to bring alerts to {@code sink}, and returns at once.
     *
     * @param sink from now on this one's to use and to close
     */
    public static SinkRunner start(KafkaSettings kafka, SinkSettings settings, AlertSink sink, Parts parts) {
        SinkRunner runner = new SinkRunner(kafka, settings, sink, parts);
        runner.thread.start();
        return runner;
    }

    /** The consumer group of a sink. */
    public static String group(KafkaSettings kafka, String sink) {
        return kafka.stream().prefix() + "-sink-" + sink;
    }

    /** The sink's id. */
    public String id() {
        return id;
    }

    /** Whether it delivers, or tries to. */
    public boolean running() {
        return thread.isAlive();
    }

    /** How it is, in one line. */
    public String state() {
        return state;
    }

    /** Tells it to stop after the delivery that is under way, and returns at once. */
    public void stop() {
        closed.countDown();
        queues.wakeup();
    }

    /** Stops within 4 s: a delivery has 2 s to end, then it is broken off and will be made again. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                sink.close();
                thread.interrupt();
                thread.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (queues;
                deadLetters;
                sink) {
            work();
        }
    }

    private void work() {
        try {
            while (!isClosed()) {
                step();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("sink {} is broken off", id);
        } catch (RuntimeException e) {
            state = "has stopped: " + e.getMessage();
            LOG.error("sink {} has stopped", id, e);
        } finally {
            // What is closed next may wait a little again.
            boolean unused = Thread.interrupted();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void step() throws InterruptedException {
        try {
            queues.receive(clock.instant());
            var due = queues.due(clock.instant());
            if (due.isPresent()) {
                attempt(due.get());
            }
            commit();
            metrics.sinkLag(id, queues.lag(clock.instant()));
        } catch (WakeupException e) {
            LOG.debug("sink {} is told to stop", id);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            state = "tries again: " + e.getMessage();
            LOG.warn("sink {} tries again: {}", id, e.getMessage());
            boolean unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Commits even when a wakeup comes in between: what was delivered would be delivered again. */
    private void commit() {
        try {
            queues.commit();
        } catch (WakeupException e) {
            queues.commit();
        }
    }

    private void attempt(SinkQueue queue) {
        Waiting next = queue.head();
        if (next.alert().isEmpty()) {
            giveUp(queue, "it is not an alert in Avro");
            return;
        }
        Alert alert = next.alert().get();
        try (Step step = TraceHeaders.next(trace, "deliver", next.record().headers())) {
            step.with("sink", id);
            deliver(queue, alert, step);
        }
    }

    private void deliver(SinkQueue queue, Alert alert, Step step) {
        try {
            sink.deliver(alert);
            queue.done();
            metrics.sinkDelivered(id);
            state = "has delivered the last alert";
        } catch (DeliveryException e) {
            step.failed(String.valueOf(e.getMessage()));
            failed(queue, alert, e);
        }
    }

    private void failed(SinkQueue queue, Alert alert, DeliveryException failure) {
        if (isClosed()) {
            LOG.debug("sink {} is closed; alert {} will be delivered again", id, alert.id());
            return;
        }
        int attempts = queue.attempts() + 1;
        String reason = String.valueOf(failure.getMessage());
        if (failure.isRefused() || attempts >= retry.attempts()) {
            giveUp(queue, reason);
            return;
        }
        Duration delay = retry.delay(attempts, random.nextDouble());
        queue.failed(clock.instant().plus(delay));
        metrics.sinkRetried(id);
        state = "attempt %d of %d failed, the next one is %d s later: %s"
                .formatted(attempts, retry.attempts(), delay.toSeconds(), reason);
        LOG.warn("sink {}, alert {}: {}", id, alert.id(), state);
    }

    private void giveUp(SinkQueue queue, String reason) {
        Waiting given = queue.head();
        deadLetters.send(given.record(), reason);
        queue.done();
        metrics.sinkDeadLettered(id);
        state = "has given an alert up: " + reason;
        LOG.warn(
                "sink {}: {}-{}@{} goes to dead letters: {}",
                id,
                given.record().topic(),
                given.record().partition(),
                given.record().offset(),
                reason);
    }
}
