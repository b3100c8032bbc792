package dev.sightline.bench;

import dev.sightline.detect.DetectionException;
import dev.sightline.model.BareEngine;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.Precision;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The table of an engine: a line for each model, precision, number of contexts and batch size. All batch sizes run through one
 * loaded model: in TensorRT one plan, made for the largest.
 *
 * @param bench how to measure
 * @param precisions of TensorRT; other engines have one line whatever these are
 * @param contexts numbers of batches at the same time
 * @param batches sizes of them
 */
public record EngineTable(
        EngineBench bench, List<Precision> precisions, List<Integer> contexts, List<Integer> batches) {
    /** Copies the lists. */
    public EngineTable {
        precisions = List.copyOf(precisions);
        contexts = List.copyOf(contexts);
        batches = List.copyOf(batches);
    }

    /**
     * Measures and prints, line by line. What does not run, as for want of memory, is a line too.
     *
     * @param settings the engine and its device
     * @param folder for models that are made for this
     */
    public void print(List<BenchModel> models, ModelSettings settings, Path folder, PrintWriter out)
            throws ModelException, InterruptedException, ExecutionException {
        out.printf(
                Locale.ROOT,
                "%-8s %-22s %9s %8s %5s %10s %9s %9s %9s%n",
                "model",
                "engine",
                "precision",
                "contexts",
                "batch",
                "images/s",
                "p50 ms",
                "p95 ms",
                "p99 ms");
        for (BenchModel model : models) {
            print(model, model.card(folder), settings, out);
        }
    }

    private void print(BenchModel model, @Nullable Path card, ModelSettings settings, PrintWriter out)
            throws ModelException, InterruptedException, ExecutionException {
        int largest = batches.stream().mapToInt(Integer::intValue).max().orElse(1);
        for (Precision precision : precisions) {
            boolean counts = false;
            for (int context : contexts) {
                var asked = new ModelSettings(card, settings.minScore(), false, settings.threads())
                        .withEngine(settings.engine(), precision, settings.devices())
                        .withBatches(largest, context);
                try (var engine = BareEngine.open(asked)) {
                    counts = isTensorRt(engine.name());
                    for (int batch : batches) {
                        print(model, engine, asked, batch, out);
                        out.flush();
                    }
                }
            }
            if (!counts) {
                return;
            }
        }
    }

    /** Whether precisions are for this engine. */
    private static boolean isTensorRt(String engine) {
        return engine.startsWith("TensorRT");
    }

    private void print(BenchModel model, BareEngine engine, ModelSettings settings, int batch, PrintWriter out)
            throws InterruptedException, ExecutionException {
        String name = model.name().toLowerCase(Locale.ROOT);
        try {
            var result = bench.run(engine, settings.contexts(), batch);
            out.printf(
                    Locale.ROOT,
                    "%-8s %-22s %9s %8d %5d %10.1f %9.2f %9.2f %9.2f%n",
                    name,
                    result.engine(),
                    isTensorRt(result.engine()) ? settings.precision().name().toLowerCase(Locale.ROOT) : "as file",
                    result.contexts(),
                    result.batch(),
                    result.imagesPerSecond(),
                    result.latencies().millis(50),
                    result.latencies().millis(95),
                    result.latencies().millis(99));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof DetectionException)) {
                throw e;
            }
            out.printf(
                    "%-8s batch %d does not run: %s%n",
                    name, batch, e.getCause().getMessage());
        }
    }
}
