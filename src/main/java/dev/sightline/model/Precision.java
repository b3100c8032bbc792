package dev.sightline.model;

/** What TensorRT may compute in; the other engines compute in what the model's file says. */
public enum Precision {
    /** Single precision only. */
    FP32,
    /** Half precision where it is faster. */
    FP16,
    /** Eight bits where the model says how, half precision elsewhere. */
    INT8
}
