package dev.sightline.bench;

import dev.sightline.model.BareEngine;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures a network alone: each context runs batches of random pixels one after the other.
 *
 * @param warmUp for how long batches run before they are counted, at least two
 * @param measured for how long they are counted
 * @param least how many are counted in each context at least, ≥ 2
 */
public record EngineBench(Duration warmUp, Duration measured, int least) {
    private static final int LEAST_WARM_UP = 2;

    /** Checks the range. */
    public EngineBench {
        if (least < 2) {
            throw new IllegalArgumentException("least is 2 or more, not " + least);
        }
    }

    /**
     * What was measured.
     *
     * @param engine and its device
     * @param contexts batches in the engine at the same time
     * @param batch pictures in each
     * @param imagesPerSecond of all contexts together
     * @param latencies of the batches
     */
    record Result(String engine, int contexts, int batch, double imagesPerSecond, Percentiles latencies) {}

    /**
     * Measures the largest batches of the settings.
     *
     * @throws ModelException if the engine cannot load the model
     */
    Result run(ModelSettings settings) throws ModelException, InterruptedException, ExecutionException {
        try (var engine = BareEngine.open(settings)) {
            return run(engine, settings.contexts(), settings.maxBatch());
        }
    }

    /** Measures batches of {@code batch} pictures in as many threads as there are contexts. */
    Result run(BareEngine engine, int contexts, int batch) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(contexts);
        try {
            run(engine, contexts, batch, warmUp, LEAST_WARM_UP, pool);
            long start = System.nanoTime();
            long[] nanos = run(engine, contexts, batch, measured, least, pool);
            long elapsed = System.nanoTime() - start;
            return new Result(
                    engine.name(),
                    contexts,
                    batch,
                    imagesPerSecond(nanos.length, batch, elapsed),
                    new Percentiles(nanos));
        } finally {
            pool.shutdownNow();
        }
    }

    static double imagesPerSecond(int batches, int batch, long elapsedNanos) {
        return (double) batches * batch * 1e9 / elapsedNanos;
    }

    /** How long each batch took, in nanoseconds. */
    private static long[] run(
            BareEngine engine, int contexts, int batch, Duration time, int least, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        List<Future<List<Long>>> running = new ArrayList<>();
        for (int i = 0; i < contexts; i++) {
            int seed = i;
            running.add(pool.submit(() -> batches(engine, batch, seed, time, least)));
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> context : running) {
            all.addAll(context.get());
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> batches(BareEngine engine, int batch, int seed, Duration time, int least) {
        List<Long> nanos = new ArrayList<>();
        try (var pass = engine.newPass(batch, seed)) {
            long end = System.nanoTime() + time.toNanos();
            while (nanos.size() < least || System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                pass.run();
                nanos.add(System.nanoTime() - start);
            }
        }
        return nanos;
    }
}
