package dev.sightline.model;

import dev.sightline.detect.DetectionException;
import dev.sightline.metrics.PipelineMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many pictures go through the engine at once: half as many after each time that its memory was not enough. Safe for use
 * by several threads.
 */
final class BatchLimit {
    private static final Logger LOG = LoggerFactory.getLogger(BatchLimit.class);

    /** TensorRT, CUDA, ONNX Runtime and C++ in their own words. */
    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "out ?of ?(gpu ?)?memory|OUT_OF_MEMORY|failed to allocate|bad_alloc", Pattern.CASE_INSENSITIVE);

    private final AtomicInteger size;
    private final PipelineMetrics metrics;

    /** At most {@code size} pictures, ≥ 1, to begin with. */
    BatchLimit(int size, PipelineMetrics metrics) {
        this.size = new AtomicInteger(size);
        this.metrics = metrics;
    }

    /** The largest batch at present. */
    int size() {
        return size.get();
    }

    /**
     * Halves a batch that failed for want of memory.
     *
     * @throws DetectionException the failure itself, if it is another one or the batch was a single picture
     */
    void halve(int batch, DetectionException failure) {
        if (batch == 1 || !isOutOfMemory(failure)) {
            throw failure;
        }
        int half = batch / 2;
        size.accumulateAndGet(half, Math::min);
        metrics.batchHalved();
        LOG.warn("the engine has not enough memory for {} pictures at once; it gets {} from now on", batch, half);
    }

    private static boolean isOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (OUT_OF_MEMORY.matcher(cause.toString()).find()) {
                return true;
            }
        }
        return false;
    }
}
