package dev.sightline.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import ai.djl.engine.EngineException;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an ONNX file to a plan. All objects are deleted at the end but the parser, for which JavaCPP has no destructor: about
 * the size of the model stays behind for each build.
 */
final class JavaCppBuild {
    private static final Logger LOG = LoggerFactory.getLogger(JavaCppBuild.class);

    /** Of an array of Java, in bytes. */
    private static final int LARGEST_PLAN = Integer.MAX_VALUE - 8;

    private final TensorRtLogger logger;

    JavaCppBuild(TensorRtLogger logger) {
        this.logger = logger;
    }

    BuiltPlan build(BuildRequest request) {
        try (var releases = new Releases()) {
            IBuilder builder = own(createInferBuilder(logger), IBuilder::new, releases, "creating a builder");
            INetworkDefinition network =
                    own(builder.createNetworkV2(0), INetworkDefinition::new, releases, "creating a network");
            var onnx = new BytePointer(request.onnx());
            releases.add(onnx::close);
            parse(createParser(network, logger), onnx, request.onnx().length);
            IBuilderConfig config =
                    own(builder.createBuilderConfig(), IBuilderConfig::new, releases, "creating a configuration");
            configure(config, request.settings());
            addProfile(builder, network, config, request.settings());
            addShapeOutputs(network);
            ITimingCache cache = addTimingCache(config, request.timingCache(), releases);
            IHostMemory plan = own(
                    builder.buildSerializedNetwork(network, config), IHostMemory::new, releases, "building the engine");
            IHostMemory measured = own(cache.serialize(), IHostMemory::new, releases, "saving the timing cache");
            return new BuiltPlan(bytes(plan), bytes(measured));
        }
    }

    private void parse(IParser parser, BytePointer onnx, long length) {
        if (parser.parse(onnx, length)) {
            return;
        }
        var errors = new StringJoiner("; ");
        for (int i = 0; i < parser.getNbErrors(); i++) {
            var error = parser.getError(i);
            errors.add("node " + error.node() + " (" + error.nodeOperator() + "): " + error.desc());
        }
        throw new EngineException(logger.failure("TensorRT cannot read the model: " + errors));
    }

    private static void configure(IBuilderConfig config, BuildSettings settings) {
        switch (settings.precision()) {
            case FP32 -> config.clearFlag(BuilderFlag.kTF32);
            case FP16 -> config.setFlag(BuilderFlag.kFP16);
            case INT8 -> {
                config.setFlag(BuilderFlag.kFP16);
                config.setFlag(BuilderFlag.kINT8);
            }
        }
        if (settings.workspaceMib() > 0) {
            config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, (long) settings.workspaceMib() << 20);
        }
    }

    private void addProfile(
            IBuilder builder, INetworkDefinition network, IBuilderConfig config, BuildSettings settings) {
        IOptimizationProfile profile = builder.createOptimizationProfile();
        boolean open = false;
        for (int i = 0; i < network.getNbInputs(); i++) {
            ITensor input = network.getInput(i);
            var shape = Shapes.shape(input.getDimensions());
            if (TensorInfo.isOpen(shape)) {
                open = true;
                setRange(profile, input.getName(), new BatchProfile(input.getName(), shape), settings);
            }
        }
        if (open && config.addOptimizationProfile(profile) < 0) {
            throw new EngineException(logger.failure("TensorRT does not take the batch sizes"));
        }
    }

    private void setRange(IOptimizationProfile profile, String input, BatchProfile shapes, BuildSettings settings) {
        set(profile, input, OptProfileSelector.kMIN, shapes, 1);
        set(profile, input, OptProfileSelector.kOPT, shapes, settings.optBatch());
        set(profile, input, OptProfileSelector.kMAX, shapes, settings.maxBatch());
    }

    private void set(
            IOptimizationProfile profile, String input, OptProfileSelector which, BatchProfile shapes, int batch) {
        try (var dimensions = Shapes.dimensions(shapes.of(batch))) {
            if (!profile.setDimensions(input, which, dimensions)) {
                throw new EngineException(logger.failure("TensorRT does not take batches of " + batch));
            }
        }
    }

    /**
     * Adds an output for the shape of each whose shape is open, as it may depend on the input's values, and TensorRT tells
     * such a shape to an object of C++ only, which Java cannot be.
     */
    private static void addShapeOutputs(INetworkDefinition network) {
        int count = network.getNbOutputs();
        for (int i = 0; i < count; i++) {
            ITensor output = network.getOutput(i);
            if (TensorInfo.isOpen(Shapes.shape(output.getDimensions()))) {
                ITensor shape = network.addShape(output).getOutput(0);
                shape.setName(output.getName() + TensorInfo.SHAPE_SUFFIX);
                network.markOutput(shape);
            }
        }
    }

    private ITimingCache addTimingCache(IBuilderConfig config, byte[] earlier, Releases releases) {
        var bytes = new BytePointer(earlier);
        releases.add(bytes::close);
        ITimingCache cache = config.createTimingCache(bytes, earlier.length);
        if (cache == null || cache.isNull() || !config.setTimingCache(cache, false)) {
            LOG.warn("{}", logger.failure("TensorRT: the timing cache is of no use here, so building takes longer"));
            cache = config.createTimingCache(bytes, 0);
            config.setTimingCache(cache, false);
        }
        return own(cache, ITimingCache::new, releases, "creating a timing cache");
    }

    private <P extends Pointer> P own(P pointer, Supplier<P> sample, Releases releases, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new EngineException(logger.failure(what + " failed"));
        }
        releases.add(Ownership.own(pointer, sample)::close);
        return pointer;
    }

    private static byte[] bytes(IHostMemory memory) {
        if (memory.size() > LARGEST_PLAN) {
            throw new EngineException("a plan of " + memory.size() + " bytes is too large: 2 GiB is the limit");
        }
        byte[] bytes = new byte[(int) memory.size()];
        new BytePointer(memory.data()).get(bytes);
        return bytes;
    }
}
