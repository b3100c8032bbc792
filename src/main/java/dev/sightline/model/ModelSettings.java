package dev.sightline.model;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which model looks, and how.
 *
 * @param card the model card's file, the model's file beside it; null for the model that is built in
 * @param minScore detections below it are left out, in (0, 1]
 * @param allClasses whether a default box may give several classes, as evaluations want, or only its best one
 * @param threads threads of the engine for one batch, ≥ 1; 1 where the batcher has a worker for every core
 * @param engine which engine runs the network
 * @param precision what TensorRT may compute in
 * @param devices which GPUs
 * @param maxBatch pictures that go through the engine at once, 1 to 256; more are looked at in parts
 * @param contexts batches in the engine at the same time at most, 1 to 64; TensorRT has memory ready for each
 * @param plans the folder where TensorRT's plans are kept
 */
public record ModelSettings(
        @Nullable Path card,
        double minScore,
        boolean allClasses,
        int threads,
        EngineChoice engine,
        Precision precision,
        Devices devices,
        int maxBatch,
        int contexts,
        Path plans) {
    /** The built-in model as live cameras want it. */
    public static final ModelSettings DEFAULT = new ModelSettings(null, 0.4, false, 1);

    /** Checks the ranges. */
    public ModelSettings {
        if (!(minScore > 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore is above 0 and at most 1, not " + minScore);
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("threads is 1 to 256, not " + threads);
        }
        if (maxBatch < 1 || maxBatch > 256) {
            throw new IllegalArgumentException("maxBatch is 1 to 256, not " + maxBatch);
        }
        if (contexts < 1 || contexts > 64) {
            throw new IllegalArgumentException("contexts is 1 to 64, not " + contexts);
        }
    }

    /** A model on the best engine, its plans kept in the user's own cache. */
    public ModelSettings(@Nullable Path card, double minScore, boolean allClasses, int threads) {
        this(
                card,
                minScore,
                allClasses,
                threads,
                EngineChoice.AUTO,
                Precision.FP16,
                Devices.FIRST,
                64,
                2,
                Path.of(System.getProperty("user.home"), ".cache", "sightline", "plans"));
    }

    /** The same on another engine. */
    public ModelSettings withEngine(EngineChoice engine, Precision precision, Devices devices) {
        return new ModelSettings(
                card, minScore, allClasses, threads, engine, precision, devices, maxBatch, contexts, plans);
    }

    /** The same with detections from another score on, in (0, 1]. */
    public ModelSettings withMinScore(double minScore) {
        return new ModelSettings(
                card, minScore, allClasses, threads, engine, precision, devices, maxBatch, contexts, plans);
    }

    /** The same with other batches, and other numbers of them at the same time. */
    public ModelSettings withBatches(int maxBatch, int contexts) {
        return new ModelSettings(
                card, minScore, allClasses, threads, engine, precision, devices, maxBatch, contexts, plans);
    }

    /** The same with its plans elsewhere. */
    public ModelSettings withPlans(Path plans) {
        return new ModelSettings(
                card, minScore, allClasses, threads, engine, precision, devices, maxBatch, contexts, plans);
    }
}
