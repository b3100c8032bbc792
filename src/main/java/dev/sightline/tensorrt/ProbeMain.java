package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;

/** The child of {@link TensorRtProbe}: tries everything that may crash and prints one line. */
final class ProbeMain {
    static final String USABLE = "tensorrt usable|";
    static final String UNUSABLE = "tensorrt unusable|";

    private ProbeMain() {}

    /**
     * Tries one GPU.
     *
     * @param args the number of the GPU
     */
    public static void main(String[] args) {
        System.out.println(answer(Integer.parseInt(args[0])));
    }

    private static String answer(int device) {
        try {
            var natives = NativeLibraries.load();
            natives.checkDevice(device);
            natives.tensorRt().check();
            Gpu gpu = natives.cuda().describe(device);
            return USABLE + gpu.name() + "|" + gpu.capability() + "|"
                    + natives.tensorRt().version() + "|" + natives.cuda().deviceCount();
        } catch (EngineException e) {
            return UNUSABLE + e.getMessage();
        }
    }
}
