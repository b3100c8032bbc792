package dev.sightline.model;

/** Which engine runs the network. */
public enum EngineChoice {
    /** TensorRT where it can run, else the CPU. */
    AUTO,
    /** TensorRT on an NVIDIA GPU. */
    TENSORRT,
    /** ONNX Runtime on an NVIDIA GPU. */
    CUDA,
    /** ONNX Runtime on the CPU. */
    CPU
}
