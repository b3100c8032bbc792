package dev.sightline.tensorrt;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * What is asked of TensorRT. Runtimes, engines and contexts are named by their addresses. Every verb throws an
 * {@link ai.djl.engine.EngineException} with the library's own message. Safe for use by several threads, but a context by
 * one at a time.
 */
interface TensorRt {
    /** Version of the library, such as {@code 10.6.0}. */
    String version();

    /** Makes a builder and gives it back: it is what fails where the libraries do not fit the GPU. */
    void check();

    /** Builds a plan for the GPU that this thread uses; takes seconds to minutes. */
    BuiltPlan build(BuildRequest request);

    /** What opens plans. */
    long newRuntime();

    /** Gives a runtime back. */
    void destroyRuntime(long runtime);

    /** Opens a plan: an engine. */
    long open(long runtime, byte[] plan);

    /** Gives an engine back. */
    void destroyEngine(long engine);

    /** Inputs and outputs of an engine, in its order. */
    List<TensorInfo> tensors(long engine);

    /** Memory and state of one run at a time. */
    long newContext(long engine);

    /** Gives a context back. */
    void destroyContext(long context);

    /** Says what shape an input has from now on. */
    void setShape(long context, String input, Shape shape);

    /** The shape of an output for the inputs' shapes; -1 for what depends on their values. */
    Shape shape(long context, String output);

    /** The bytes that an output takes at most for the inputs' shapes. */
    long largestSize(long context, String output);

    /** Says where a tensor is. */
    void bind(long context, String tensor, long address);

    /** Queues a run. */
    void enqueue(long context, long stream);
}
