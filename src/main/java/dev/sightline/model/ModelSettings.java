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
 */
public record ModelSettings(@Nullable Path card, double minScore, boolean allClasses, int threads) {
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
    }
}
