package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;

/**
 * The native libraries: the seam behind which nothing is Java.
 *
 * @param cuda the CUDA run time
 * @param tensorRt TensorRT
 */
record Natives(Cuda cuda, TensorRt tensorRt) {
    /**
     * Finds out whether there is a driver and a GPU. TensorRT must not be asked before: without a driver it ends the process.
     *
     * @param device number of the GPU that is wanted
     * @throws EngineException if not
     */
    void checkDevice(int device) {
        checkDevice(cuda, device);
    }

    /** The same before TensorRT is loaded. */
    static void checkDevice(Cuda cuda, int device) {
        int driver = cuda.driverVersion();
        if (driver == 0) {
            throw new EngineException("there is no NVIDIA driver on this machine: install it");
        }
        int count = cuda.deviceCount();
        if (device >= count) {
            throw new EngineException(
                    count == 0
                            ? "the NVIDIA driver sees no GPU"
                            : "there is no GPU " + device + ": the last one of this machine is " + (count - 1));
        }
        cuda.use(device);
    }
}
