package dev.sightline.tensorrt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds plans, and keeps them and what was measured on the way in files. A file that cannot be used is only a warning. */
final class PlanBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(PlanBuilder.class);

    private final TensorRt tensorRt;
    private final LoadOptions options;

    PlanBuilder(TensorRt tensorRt, LoadOptions options) {
        this.tensorRt = tensorRt;
        this.options = options;
    }

    /**
     * Builds a plan for the GPU that this thread uses.
     *
     * @param name of the model, for the log
     * @param onnx the model
     */
    byte[] build(String name, byte[] onnx) {
        var settings = options.build();
        LOG.info(
                "TensorRT: building {} for batches to {} in {}, which takes seconds to minutes",
                name,
                settings.maxBatch(),
                settings.precision());
        long start = System.nanoTime();
        var built = tensorRt.build(new BuildRequest(onnx, settings, read(options.timingCache())));
        LOG.info("TensorRT: built {} in {} s", name, (System.nanoTime() - start) / 1_000_000_000);
        if (built.timingCache().length > 0) {
            write(options.timingCache(), built.timingCache());
        }
        write(options.planFile(), built.plan());
        return built.plan();
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
