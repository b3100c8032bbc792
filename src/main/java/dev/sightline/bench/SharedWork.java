package dev.sightline.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Frames that several threads do, each taking the next one.
 *
 * @param threads how many
 * @param workers gives each thread what does one frame, by its number
 */
record SharedWork(int threads, Supplier<FrameWork> workers) {
    /** Does one frame. */
    interface FrameWork {
        /** Does the frame with this number, from 0. */
        void take(int frame) throws Exception;
    }

    /** Does {@code frames} frames. */
    Run run(int frames) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var next = new AtomicInteger();
            var running = new ArrayList<Future<?>>();
            Run.Start start = Run.Start.now();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker(next, frames)));
            }
            for (Future<?> each : running) {
                each.get();
            }
            return start.end(frames);
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Void> worker(AtomicInteger next, int frames) {
        return () -> {
            FrameWork work = workers.get();
            for (int i = next.getAndIncrement(); i < frames; i = next.getAndIncrement()) {
                work.take(i);
            }
            return null;
        };
    }
}
