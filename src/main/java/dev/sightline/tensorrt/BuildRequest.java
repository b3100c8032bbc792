package dev.sightline.tensorrt;

/**
 * What to build.
 *
 * @param onnx the bytes of a model
 * @param settings how
 * @param timingCache what earlier builds have measured, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes
record BuildRequest(byte[] onnx, BuildSettings settings, byte[] timingCache) {}
