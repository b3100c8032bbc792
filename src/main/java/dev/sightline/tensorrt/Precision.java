package dev.sightline.tensorrt;

/** What a built engine may compute in. */
enum Precision {
    /** Single precision only. */
    FP32,
    /** Half precision where it is faster. */
    FP16,
    /** Eight bits where the model says how (its quantise and dequantise nodes), half precision elsewhere. */
    INT8
}
