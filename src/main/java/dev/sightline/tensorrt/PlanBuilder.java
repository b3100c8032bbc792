package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds one model's plan, and keeps it and what was measured on the way in files. A file that cannot be used is only a
 * warning. For one thread.
 */
final class PlanBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(PlanBuilder.class);

    /** Some dozens of plans. */
    private static final long CACHE_BYTES = 8L << 30;

    /** Longer than a build takes. */
    private static final Duration CACHE_WAIT = Duration.ofMinutes(10);

    private final TensorRt tensorRt;
    private final LoadOptions options;
    private boolean built;

    PlanBuilder(TensorRt tensorRt, LoadOptions options) {
        this.tensorRt = tensorRt;
        this.options = options;
    }

    /**
     * What {@code opener} makes of a plan for the GPU that this thread uses. The plan is from the cache if there is one; one
     * that cannot be opened, as it is of another build of TensorRT, say, is built anew.
     *
     * @param name of the model, for the log
     * @param onnx the model
     * @param gpu the GPU
     * @throws InterruptedIOException if the thread is interrupted while another process builds
     */
    <T> T open(String name, byte[] onnx, Gpu gpu, Function<byte[], T> opener) throws InterruptedIOException {
        Path folder = options.cacheFolder();
        if (folder == null) {
            return saved(build(name, onnx, read(options.timingCache()), options.timingCache()), opener);
        }
        var cache = new PlanCache(folder, CACHE_BYTES, CACHE_WAIT);
        PlanKey key = key(onnx, gpu);
        PlanCache.Builder builder = timings -> measured(name, onnx, timings.orElse(new byte[0]));
        byte[] plan = cache.plan(key, builder);
        try {
            return saved(plan, opener);
        } catch (OutOfGpuMemoryException | DeviceLostException e) {
            throw e;
        } catch (EngineException e) {
            if (built) {
                throw e;
            }
            LOG.warn("TensorRT: the plan of {} in {} cannot be used: {}", name, folder, e.getMessage());
            return saved(cache.insteadOf(plan, key, builder), opener);
        }
    }

    private <T> T saved(byte[] plan, Function<byte[], T> opener) {
        T opened = opener.apply(plan);
        write(options.planFile(), plan);
        return opened;
    }

    /** All that the plan depends on. */
    private PlanKey key(byte[] onnx, Gpu gpu) {
        var settings = options.build();
        return new PlanKey(
                HexFormat.of().formatHex(PlanEntry.sha256().digest(onnx)),
                new PlanKey.Host(tensorRt.version(), gpu.name(), gpu.capability()),
                settings.precision().name(),
                List.of("batch 1 " + settings.optBatch() + " " + settings.maxBatch()),
                Map.of("workspaceMiB", Integer.toString(settings.workspaceMib())));
    }

    private byte[] build(String name, byte[] onnx, byte[] timings, @Nullable Path timingCache) {
        var built = measured(name, onnx, timings);
        if (built.timings().length > 0) {
            write(timingCache, built.timings());
        }
        return built.plan();
    }

    private PlanCache.Built measured(String name, byte[] onnx, byte[] timings) {
        var settings = options.build();
        LOG.info(
                "TensorRT: building {} for batches to {} in {}, which takes seconds to minutes",
                name,
                settings.maxBatch(),
                settings.precision());
        built = true;
        long start = System.nanoTime();
        var result = tensorRt.build(new BuildRequest(onnx, settings, timings));
        LOG.info("TensorRT: built {} in {} s", name, (System.nanoTime() - start) / 1_000_000_000);
        return new PlanCache.Built(result.plan(), result.timingCache());
    }

    private static byte[] read(@Nullable Path file) {
        if (file == null || !Files.exists(file)) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            LOG.warn("TensorRT: cannot read {}, so building takes longer: {}", file, e.toString());
            return new byte[0];
        }
    }

    /** Writes a file as a whole or not at all. */
    private static void write(@Nullable Path file, byte[] bytes) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        @Nullable Path part = null;
        try {
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("TensorRT: cannot write {}, so the next start builds again: {}", file, e.toString());
            delete(part);
        }
    }

    private static void delete(@Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOG.warn("TensorRT: cannot delete {}: {}", part, e.toString());
        }
    }
}
