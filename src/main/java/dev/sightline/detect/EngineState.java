package dev.sightline.detect;

import java.util.List;

/**
 * What a detector runs on and how that is.
 *
 * @param name engine and devices for people, such as {@code TensorRT on gpu(0), gpu(1)}
 * @param gpus the numbers of the GPUs that look at pictures
 * @param batches that are in the engine at the same time when it is used to the full, ≥ 1
 * @param working whether pictures are looked at
 * @param trouble what was lost and what was done about it, one line; empty when all is well
 */
public record EngineState(String name, List<Integer> gpus, int batches, boolean working, String trouble) {
    /** The CPU, one batch at a time. */
    public static final EngineState CPU = new EngineState("CPU", List.of(), 1, true, "");

    /** Copies the list. */
    public EngineState {
        gpus = List.copyOf(gpus);
        if (batches < 1) {
            throw new IllegalArgumentException("batches is at least 1, not " + batches);
        }
    }

    /** Name and trouble in one line. */
    public String text() {
        return trouble.isEmpty() ? name : name + "; " + trouble;
    }
}
