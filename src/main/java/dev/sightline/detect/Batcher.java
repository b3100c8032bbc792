package dev.sightline.detect;

import dev.sightline.frame.Image;
import dev.sightline.metrics.PipelineMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets many threads share one detector. Each hands in the picture or pictures of one frame and waits; a worker takes
 * whatever is waiting, up to the largest batch, as soon as it is free. A single picture on a quiet engine is therefore a
 * batch of one without delay, and batches grow by themselves under load. The pictures of a frame go together, also when
 * they alone are more than the largest batch.
 *
 * <pre>
 *   threads ── pictures ─▶ waiting ── up to maxBatch ──▶ worker ──▶ Detector
 *      ▲                                                   │
 *      └───────────────── its own detections ──────────────┘
 * </pre>
 *
 * A batch that fails is tried again frame by frame, so that one bad frame fails alone; where the engine is lost, all fail. The
 * batcher owns its worker
 * threads and not the detector: close the batcher first, then the detector. Safe for use by any number of threads.
 */
public final class Batcher implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Detector detector;
    private final BatchSettings settings;
    private final PipelineMetrics metrics;
    private final List<Thread> workers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Frames that no worker has taken. Guarded by the lock, as are the two below. */
    private final Deque<Entry> waiting = new ArrayDeque<>();
    /** Frames whose threads still wait, taken or not. */
    private final Set<Entry> open = new HashSet<>();

    private boolean closed;

    /** Starts the workers, as many as the settings say or more if the engine takes more batches; they are daemons. */
    public Batcher(Detector detector, BatchSettings settings, PipelineMetrics metrics) {
        this.detector = detector;
        this.settings = settings;
        this.metrics = metrics;
        int count = Math.max(settings.workers(), detector.engine().batches());
        for (int i = 1; i <= count; i++) {
            var worker = new Thread(this::work, "detect-" + i);
            worker.setDaemon(true);
            workers.add(worker);
        }
        workers.forEach(Thread::start);
    }

    /**
     * Waits for the detections of a frame that is one picture, highest score first.
     *
     * @throws DetectionException as for several pictures
     */
    public List<Detection> detect(Image image) {
        return detect(List.of(image)).get(0);
    }

    /**
     * Waits for the detections of each picture of one frame, highest score first.
     *
     * @param images at least one, looked at in one batch
     * @throws DetectionException if the engine fails on one of them, there is no result within
     *     {@link BatchSettings#maxWait}, the thread is interrupted (it stays so) or the batcher is closed; an
     *     {@link EngineLostException} if the engine is lost
     */
    public List<List<Detection>> detect(List<Image> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a frame is at least one picture");
        }
        var entry = new Entry(List.copyOf(images), new CompletableFuture<>());
        enter(entry);
        try {
            return entry.result.get(settings.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DetectionException(
                    "no detections within " + settings.maxWait().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectionException("interrupted while waiting for detections", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            leave(entry);
        }
    }

    /**
     * Ends the workers. Threads that still wait get a {@link DetectionException}, those whose frame is in the engine
     * only after the engine had 2 s to finish it.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            fail(waiting);
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        joinWorkers();
        lock.lock();
        try {
            fail(open);
        } finally {
            lock.unlock();
        }
    }

    /** How many frames no worker has taken yet. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Entry entry) {
        lock.lock();
        try {
            if (closed) {
                throw new DetectionException("the batcher is closed");
            }
            waiting.add(entry);
            open.add(entry);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an entry whose thread no longer waits, so that no worker spends time on it. */
    private void leave(Entry entry) {
        lock.lock();
        try {
            if (open.remove(entry) && !entry.result.isDone()) {
                waiting.remove(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (List<Entry> batch = take(); !batch.isEmpty(); batch = take()) {
            infer(batch);
        }
    }

    /** Waits for frames; an empty batch means that the batcher is closed. */
    private List<Entry> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var batch = new ArrayList<Entry>();
            int pictures = 0;
            for (Entry next = waiting.peek(); next != null && fits(next, pictures); next = waiting.peek()) {
                batch.add(waiting.remove());
                pictures += next.images().size();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The first frame of a batch always does. */
    private boolean fits(Entry next, int pictures) {
        return pictures == 0 || pictures + next.images().size() <= settings.maxBatch();
    }

    private void infer(List<Entry> batch) {
        try {
            var results = look(
                    batch.stream().flatMap(entry -> entry.images().stream()).toList());
            int from = 0;
            for (Entry entry : batch) {
                int to = from + entry.images().size();
                entry.result.complete(results.subList(from, to));
                from = to;
            }
        } catch (Throwable e) {
            if (batch.size() == 1 || e instanceof EngineLostException) {
                batch.forEach(entry -> entry.result.completeExceptionally(e));
            } else {
                batch.forEach(entry -> infer(List.of(entry)));
            }
        }
    }

    private List<List<Detection>> look(List<Image> images) {
        long start = System.nanoTime();
        var results = detector.detect(images);
        if (results.size() != images.size()) {
            throw new DetectionException(
                    "the detector gave " + results.size() + " results for " + images.size() + " pictures");
        }
        metrics.batchInferred(images.size(), Duration.ofNanos(System.nanoTime() - start));
        return results;
    }

    private void joinWorkers() {
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            for (Thread worker : workers) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                worker.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(Iterable<Entry> entries) {
        entries.forEach(entry -> entry.result.completeExceptionally(new DetectionException("the batcher was closed")));
    }

    /** The engine's failure as this thread's own exception, so that its trace shows both threads. */
    private static DetectionException failure(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return cause instanceof EngineLostException
                ? new EngineLostException(message, cause)
                : new DetectionException(message, cause);
    }

    /** The pictures of one frame and what its thread waits for. */
    private record Entry(List<Image> images, CompletableFuture<List<List<Detection>>> result) {}
}
