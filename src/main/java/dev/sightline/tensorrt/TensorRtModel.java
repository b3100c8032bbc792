package dev.sightline.tensorrt;

import ai.djl.BaseModel;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model for TensorRT: an ONNX file, which is built when it is loaded, or a plan that was built before. */
final class TensorRtModel extends BaseModel {
    private static final String[] PLAN_ENDINGS = {".plan", ".engine"};

    private final TensorRtEngine engine;

    TensorRtModel(String name, TensorRtEngine engine, NDManager manager) {
        super(name);
        this.engine = engine;
        this.manager = manager;
        manager.setName("tensorrt model " + name);
        dataType = DataType.FLOAT32;
    }

    /** Loads a file, or the one in a folder that is called like {@code prefix}, the model, the folder or {@code model}. */
    @Override
    public void load(Path path, @Nullable String prefix, @Nullable Map<String, ?> options)
            throws IOException, MalformedModelException {
        setModelDir(path);
        var loading = LoadOptions.of(options);
        Path file = find(prefix);
        boolean plan = loading.plan() == null ? isPlan(file) : loading.plan();
        load(Files.readAllBytes(file), loading, plan);
    }

    /** Loads an ONNX file's bytes, or those of a plan if the option {@code format} is {@code plan}. */
    @Override
    public void load(InputStream in, @Nullable Map<String, ?> options) throws IOException, MalformedModelException {
        var loading = LoadOptions.of(options);
        load(in.readAllBytes(), loading, Boolean.TRUE.equals(loading.plan()));
    }

    private void load(byte[] bytes, LoadOptions options, boolean isPlan) throws IOException, MalformedModelException {
        if (block != null) {
            throw new UnsupportedOperationException(
                    "a model of TensorRT is loaded once, and has no blocks from elsewhere");
        }
        Integer wanted = options.device();
        int device = wanted != null ? wanted : Math.max(0, manager.getDevice().getDeviceId());
        var natives = engine.natives();
        natives.checkDevice(device);
        Function<byte[], Session> opener = plan -> new Session(natives, device, plan, options.lanes());
        Session session = isPlan
                ? opener.apply(bytes)
                : new PlanBuilder(natives.tensorRt(), options)
                        .open(modelName, bytes, natives.cuda().describe(device), opener);
        block = new TensorRtBlock(session, manager);
        wasLoaded = true;
    }

    private Path find(@Nullable String prefix) throws FileNotFoundException {
        if (Files.isRegularFile(modelDir)) {
            Path file = modelDir;
            modelDir = Objects.requireNonNull(file.toAbsolutePath().getParent());
            return file;
        }
        String folder = String.valueOf(modelDir.getFileName());
        var names = prefix == null ? Stream.of(modelName, folder, "model") : Stream.of(prefix);
        return names.flatMap(name -> Stream.of(name, name + ".plan", name + ".engine", name + ".onnx"))
                .map(modelDir::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new FileNotFoundException("no .onnx, .plan or .engine file in " + modelDir));
    }

    private static boolean isPlan(Path file) {
        String name = String.valueOf(file.getFileName());
        return Stream.of(PLAN_ENDINGS).anyMatch(name::endsWith);
    }

    /** Waits for running batches, and gives everything back. */
    @Override
    public void close() {
        if (manager.isOpen()) {
            super.close();
        }
    }
}
