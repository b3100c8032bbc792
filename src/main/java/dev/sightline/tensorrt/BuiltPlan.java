package dev.sightline.tensorrt;

/**
 * What was built.
 *
 * @param plan an engine, for this GPU and this version of TensorRT only
 * @param timingCache what this and earlier builds have measured
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes
record BuiltPlan(byte[] plan, byte[] timingCache) {}
