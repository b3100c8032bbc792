package dev.sightline.model;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;

/** DJL as this product wants it. */
final class Djl {
    private Djl() {}

    /** DJL otherwise asks the network for models and reports its use; to be called before all else. */
    static void beQuiet() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    /** An empty model. */
    static Model newModel(String name, String engine, Device device) throws ModelException {
        beQuiet();
        try {
            return Engine.getEngine(engine).newModel(name, device);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(engine + " does not run on this machine: " + OneLine.of(e), e);
        }
    }
}
