package dev.sightline.model;

import ai.djl.Device;
import java.util.Map;

/**
 * How a network is to run.
 *
 * @param engine as DJL names it
 * @param device that it runs on
 * @param options with which DJL loads the network
 */
record EngineRun(String engine, Device device, Map<String, String> options) {
    /** DJL's name of ONNX Runtime. */
    static final String ONNX_RUNTIME = "OnnxRuntime";

    /** ONNX Runtime on the CPU. */
    static EngineRun cpu(ModelSettings settings) {
        return new EngineRun(ONNX_RUNTIME, Device.cpu(), threads(settings));
    }

    /** ONNX Runtime on a GPU. */
    static EngineRun cuda(ModelSettings settings, int device) {
        return new EngineRun(ONNX_RUNTIME, Device.gpu(device), threads(settings));
    }

    /** TensorRT on a GPU, by DJL's name of it, fastest at the largest batch. */
    static EngineRun tensorRt(String name, ModelSettings settings, int device) {
        String maxBatch = Integer.toString(settings.maxBatch());
        var options = Map.of(
                "precision",
                settings.precision().name(),
                "optBatch",
                maxBatch,
                "maxBatch",
                maxBatch,
                "contexts",
                Integer.toString(settings.contexts()),
                "cacheFolder",
                settings.plans().toString());
        return new EngineRun(name, Device.gpu(device), options);
    }

    /** Whether it runs on a GPU. */
    boolean isOnGpu() {
        return device.isGpu();
    }

    /** Whether eight bits are asked for. */
    boolean isInt8() {
        return Precision.INT8.name().equals(options.get("precision"));
    }

    /** What to look after where it cannot be loaded, to be put after the reason; empty where nobody knows. */
    String remedy() {
        return isOnGpu() && engine.equals(ONNX_RUNTIME)
                ? "; engine cuda needs a package made with mvn -Pcuda, CUDA 12 and cuDNN 9"
                : "";
    }

    /** As people call it, such as {@code TensorRT on gpu(0)}. */
    @Override
    public String toString() {
        return engine + " on " + place();
    }

    /** Its device as people call it, such as {@code gpu(0)}. */
    String place() {
        return device.isGpu() ? device.toString() : "the CPU";
    }

    private static Map<String, String> threads(ModelSettings settings) {
        return Map.of("intraOpNumThreads", Integer.toString(settings.threads()), "interOpNumThreads", "1");
    }
}
