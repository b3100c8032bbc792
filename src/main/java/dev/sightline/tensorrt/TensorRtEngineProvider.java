package dev.sightline.tensorrt;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

/**
 * Where DJL finds the engine {@code TensorRT}. Nothing native is loaded before a model is, so that the engine may be on the
 * class path of a machine without a GPU.
 */
public final class TensorRtEngineProvider implements EngineProvider {
    /** For DJL's search for engines. */
    public TensorRtEngineProvider() {}

    @Override
    public String getEngineName() {
        return TensorRtEngine.NAME;
    }

    @Override
    public int getEngineRank() {
        return TensorRtEngine.RANK;
    }

    @Override
    public Engine getEngine() {
        return Holder.ENGINE;
    }

    private static final class Holder {
        static final Engine ENGINE = new TensorRtEngine(TensorRtEngine.NAME, NativeLibraries::load);
    }
}
