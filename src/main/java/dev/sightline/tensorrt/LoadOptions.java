package dev.sightline.tensorrt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a model is loaded: the options of {@code Model.load} and {@code Criteria.optOption}; the package's description lists
 * them.
 *
 * @param build how to build
 * @param lanes how to run
 * @param plan whether the model is a saved plan; null: its file's name says it
 * @param planFile where to save the built plan, or null
 * @param timingCache what builds have measured is read from and written to here, or null
 * @param cacheFolder where plans and what builds have measured are kept between runs, or null
 * @param device number of the GPU; null: that of the model's device
 */
record LoadOptions(
        BuildSettings build,
        LaneSettings lanes,
        @Nullable Boolean plan,
        @Nullable Path planFile,
        @Nullable Path timingCache,
        @Nullable Path cacheFolder,
        @Nullable Integer device) {
    private static final Set<String> KEYS = Set.of(
            "maxBatch",
            "optBatch",
            "precision",
            "workspaceMiB",
            "contexts",
            "waitSeconds",
            "cudaGraphs",
            "format",
            "plan",
            "timingCache",
            "cacheFolder",
            "device");

    private static final int LARGEST_BATCH = 4096;
    private static final int LARGEST_WORKSPACE = 1 << 20;
    private static final Pattern COMMA = Pattern.compile(",");

    /**
     * Reads options.
     *
     * @throws IllegalArgumentException if one is not known or not in its range; the message names it
     */
    static LoadOptions of(@Nullable Map<String, ?> options) {
        var reader = new Reader(options == null ? Map.of() : options);
        int maxBatch = reader.whole("maxBatch", 32, 1, LARGEST_BATCH);
        int optBatch = reader.whole("optBatch", maxBatch, 1, maxBatch);
        int workspace = reader.whole("workspaceMiB", 0, 0, LARGEST_WORKSPACE);
        var build = new BuildSettings(optBatch, maxBatch, reader.precision(), workspace);
        var lanes = new LaneSettings(
                reader.whole("contexts", 2, 1, 64),
                reader.batches("cudaGraphs", maxBatch),
                Duration.ofSeconds(reader.whole("waitSeconds", 60, 1, 3600)));
        return new LoadOptions(
                build,
                lanes,
                reader.isPlan(),
                reader.path("plan"),
                reader.path("timingCache"),
                reader.path("cacheFolder"),
                reader.device());
    }

    private record Reader(Map<String, ?> options) {
        Reader {
            var unknown = new TreeSet<>(options.keySet());
            unknown.removeAll(KEYS);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException(
                        "unknown options " + unknown + ": there are " + new TreeSet<>(KEYS) + " only");
            }
        }

        @Nullable
        String text(String key) {
            Object value = options.get(key);
            return value == null ? null : value.toString().trim();
        }

        int whole(String key, int otherwise, int min, int max) {
            String text = text(key);
            return text == null ? otherwise : whole(key, text, min, max);
        }

        private static int whole(String key, String text, int min, int max) {
            try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new IllegalArgumentException(
                    "option " + key + " must be a whole number from " + min + " to " + max + ", not " + text);
        }

        Precision precision() {
            String text = text("precision");
            if (text == null) {
                return Precision.FP16;
            }
            for (Precision precision : Precision.values()) {
                if (precision.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return precision;
                }
            }
            throw new IllegalArgumentException("option precision must be fp32, fp16 or int8, not " + text);
        }

        @Nullable
        Boolean isPlan() {
            String text = text("format");
            if (text == null) {
                return null;
            }
            return switch (text) {
                case "onnx" -> false;
                case "plan" -> true;
                default -> throw new IllegalArgumentException("option format must be onnx or plan, not " + text);
            };
        }

        Set<Integer> batches(String key, int max) {
            var batches = new TreeSet<Integer>();
            String text = text(key);
            if (text != null && !text.isEmpty()) {
                COMMA.splitAsStream(text).forEach(size -> batches.add(whole(key, size.trim(), 1, max)));
            }
            return batches;
        }

        @Nullable
        Path path(String key) {
            String text = text(key);
            return text == null || text.isEmpty() ? null : Path.of(text);
        }

        @Nullable
        Integer device() {
            String text = text("device");
            return text == null ? null : whole("device", text, 0, 255);
        }
    }
}
