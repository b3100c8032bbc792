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
 * @param measured for how long they are counted, at least two batches a context
 */
public record EngineBench(Duration warmUp, Duration measured) {
    private static final int LEAST_BATCHES = 2;

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
     * Measures batches of {@link ModelSettings#maxBatch} pictures in {@link ModelSettings#contexts} threads.
     *
     * @throws ModelException if the engine cannot load the model
     */
    Result run(ModelSettings settings) throws ModelException, InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(settings.contexts());
        try (var engine = BareEngine.open(settings)) {
            run(engine, settings, warmUp, pool);
            long start = System.nanoTime();
            long[] nanos = run(engine, settings, measured, pool);
            long elapsed = System.nanoTime() - start;
            return new Result(
                    engine.name(),
                    settings.contexts(),
                    settings.maxBatch(),
                    imagesPerSecond(nanos.length, settings.maxBatch(), elapsed),
                    new Percentiles(nanos));
        } finally {
            pool.shutdownNow();
        }
    }

    static double imagesPerSecond(int batches, int batch, long elapsedNanos) {
        return (double) batches * batch * 1e9 / elapsedNanos;
    }

    /** How long each batch took, in nanoseconds. */
    private static long[] run(BareEngine engine, ModelSettings settings, Duration time, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        List<Future<List<Long>>> contexts = new ArrayList<>();
        for (int i = 0; i < settings.contexts(); i++) {
            int seed = i;
            contexts.add(pool.submit(() -> batches(engine, settings.maxBatch(), seed, time)));
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> context : contexts) {
            all.addAll(context.get());
        }
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> batches(BareEngine engine, int batch, int seed, Duration time) {
        List<Long> nanos = new ArrayList<>();
        try (var pass = engine.newPass(batch, seed)) {
            long end = System.nanoTime() + time.toNanos();
            while (nanos.size() < LEAST_BATCHES || System.nanoTime() - end < 0) {
                long start = System.nanoTime();
                pass.run();
                nanos.add(System.nanoTime() - start);
            }
        }
        return nanos;
    }
}
