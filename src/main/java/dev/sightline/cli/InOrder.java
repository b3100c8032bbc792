package dev.sightline.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done side by side and whose results are taken one by one, in the order in which it was handed in.
 *
 * <pre>
 * submit ─▶ workers ─▶ results, oldest first ─▶ taker's own thread
 * └ waits while too much is under way ◀──────────┘
 * </pre>
 *
 * After the first failure nothing more is taken. For one thread.
 */
final class InOrder<T> implements AutoCloseable {
    /** How much is under way at a time for each core: enough to keep it busy while the oldest result is taken. */
    private static final int PER_CORE = 3;

    private final int most = PER_CORE * Runtime.getRuntime().availableProcessors();
    private final Semaphore room = new Semaphore(most);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ExecutorService workers;
    private final Taker<T> taker;
    private final ExecutorService taking;

    /** What becomes of the results. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T result) throws Exception;
    }

    InOrder(ExecutorService workers, Taker<T> taker) {
        this.workers = workers;
        this.taker = taker;
        this.taking = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "taker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether {@link #submit} would not wait. */
    boolean hasRoom() {
        return room.availablePermits() > 0;
    }

    /**
     * Hands in work, once there is room for it.
     *
     * @throws ExecutionException if earlier work or the taker has failed
     */
    void submit(Callable<T> work) throws InterruptedException, ExecutionException {
        room.acquire();
        Future<T> result = workers.submit(work);
        taking.execute(() -> take(result));
        check();
    }

    /**
     * Waits until every result has been taken.
     *
     * @throws ExecutionException if work or the taker has failed
     */
    void finish() throws InterruptedException, ExecutionException {
        room.acquire(most);
        room.release(most);
        check();
    }

    /** Ends the taker's thread; results that were not waited for are lost. */
    @Override
    public void close() {
        taking.shutdownNow();
    }

    private void take(Future<T> result) {
        try {
            T value = result.get();
            if (failure.get() == null) {
                taker.take(value);
            }
        } catch (ExecutionException e) {
            failure.compareAndSet(null, e.getCause());
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        } finally {
            room.release();
        }
    }

    private void check() throws ExecutionException {
        Throwable cause = failure.get();
        if (cause != null) {
            throw new ExecutionException(cause);
        }
    }
}
