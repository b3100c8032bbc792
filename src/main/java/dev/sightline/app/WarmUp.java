package dev.sightline.app;

import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineState;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.model.ModelException;
import dev.sightline.web.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a detector on a thread of its own, as the engine may have to be built for minutes first. Until then no frame is
 * taken from its topic; those that have become too old by then are skipped like any others. Safe for use by several threads.
 */
final class WarmUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String ENGINE = "engine";
    private static final Duration PROGRESS = Duration.ofSeconds(30);

    private final Opener opener;
    private final Consumer<Detector> ready;
    private final PipelineMetrics metrics;
    private final long start = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean closed;
    private volatile @Nullable Detector detector;
    private volatile @Nullable Exception failure;

    /** Opens a detector. */
    @FunctionalInterface
    interface Opener {
        /** Takes as long as it takes. */
        Detector open() throws ModelException;
    }

    /**
     * Begins.
     *
     * @param ready gets the detector, on the thread that opened it and not after {@link #stop}; the detector stays this
     *     one's to close
     */
    WarmUp(Opener opener, Consumer<Detector> ready, PipelineMetrics metrics) {
        this.opener = opener;
        this.ready = ready;
        this.metrics = metrics;
        metrics.detectorReady(false);
        start("warm-up", this::open);
        start("warm-up-progress", this::tell);
    }

    /**
     * Waits a while for the end, which may be later.
     *
     * @throws ModelException if the detector cannot be opened
     */
    void await(Duration patience) throws ModelException {
        try {
            if (!ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("the engine is being prepared; frames wait until then");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception cause = failure;
        if (cause instanceof ModelException unusable) {
            throw unusable;
        } else if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
    }

    /** How the engine is: being prepared, at work, or of no use. */
    HealthCheck health() {
        Exception cause = failure;
        if (cause != null) {
            return new HealthCheck(ENGINE, false, String.valueOf(cause.getMessage()), true);
        }
        Detector present = detector;
        if (present == null) {
            return new HealthCheck(ENGINE, true, "warming up for " + seconds() + " s");
        }
        EngineState state = present.engine();
        return new HealthCheck(ENGINE, state.working(), state.text());
    }

    /** Gives nobody the detector from now on; one that is not there yet is closed as soon as it is. */
    synchronized void stop() {
        closed = true;
        ended.countDown();
    }

    /** Stops, and closes the detector; close before that whatever uses it. */
    @Override
    public synchronized void close() {
        stop();
        Detector present = detector;
        if (present != null) {
            present.close();
        }
    }

    private void open() {
        try {
            take(opener.open());
        } catch (ModelException | RuntimeException e) {
            failure = e;
            LOG.error("no frame is looked at: {}", e.getMessage());
        } catch (LinkageError e) {
            failure = new IllegalStateException("a library of the engine is missing: " + e.getMessage(), e);
            LOG.error("no frame is looked at: {}", e.toString());
        } finally {
            ended.countDown();
        }
    }

    private synchronized void take(Detector opened) {
        if (closed) {
            opened.close();
            return;
        }
        detector = opened;
        ready.accept(opened);
        metrics.detectorReady(true);
        LOG.info("the engine is ready after {} s", seconds());
    }

    private void tell() {
        try {
            while (!ended.await(PROGRESS.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("the engine is being prepared, for {} s so far; frames wait", seconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
