/**
 * TensorRT as an engine of DJL. It knows tensors only, and uses DJL's API and JavaCPP's presets only.
 *
 * <pre>
 * Criteria.optEngine("TensorRT") ─▶ model ─▶ plan builder ─▶ plan ─▶ session ─▶ lane per context ─▶ outputs
 *                                   ONNX     or a saved plan ┘       │          stream, contexts, pinned and GPU memory
 *                                                                    └ Natives: all that is not Java
 * </pre>
 *
 * <p>Options, all of them text:
 *
 * <table>
 * <caption>Options of a model</caption>
 * <tr><th>option</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code maxBatch}</td><td>32</td><td>the largest batch, 1 to 4096</td></tr>
 * <tr><td>{@code optBatch}</td><td>{@code maxBatch}</td><td>the batch to be fastest at</td></tr>
 * <tr><td>{@code precision}</td><td>fp16</td><td>fp32, fp16, or int8 for models with quantise nodes</td></tr>
 * <tr><td>{@code workspaceMiB}</td><td>0</td><td>memory of one layer; 0: what the GPU has</td></tr>
 * <tr><td>{@code contexts}</td><td>2</td><td>batches in the GPU at once, 1 to 64</td></tr>
 * <tr><td>{@code waitSeconds}</td><td>60</td><td>the longest wait for a context, and for the GPU</td></tr>
 * <tr><td>{@code cudaGraphs}</td><td>none</td><td>batch sizes that run as a CUDA graph, such as 1,32; each takes the
 * memory of a context</td></tr>
 * <tr><td>{@code format}</td><td>by the file's name</td><td>onnx or plan; of a stream: onnx</td></tr>
 * <tr><td>{@code plan}</td><td>none</td><td>a file to save the built plan to</td></tr>
 * <tr><td>{@code timingCache}</td><td>none</td><td>a file that makes later builds faster</td></tr>
 * <tr><td>{@code cacheFolder}</td><td>none</td><td>a folder where plans and timings are kept and found again by all that
 * they depend on, see {@link dev.sightline.tensorrt.PlanCache}; {@code timingCache} is not used then</td></tr>
 * <tr><td>{@code device}</td><td>the model's</td><td>number of the GPU</td></tr>
 * </table>
 *
 * <p>A saved plan is trusted: a plan is code for the GPU, so load only what this machine has built.
 *
 * <p><b>Outputs whose size depends on values.</b> TensorRT tells such a size to an object of C++, which the presets do not
 * let Java be. So the builder adds an output that says the shape of each output with an open one; a run reserves the most
 * that an output may take, reads the shape, and copies no more than that. Such a run cannot be a CUDA graph, as TensorRT
 * itself waits for the size in the middle of it.
 *
 * <p><b>Loading.</b> The presets of TensorRT name cuBLAS, cuDNN and NVRTC (1.9 GB), to which neither TensorRT 10 nor its JNI
 * library links. Their classes are initialised while JavaCPP's switch {@code org.bytedeco.javacpp.loadlibraries} is off,
 * for milliseconds, and JavaCPP then loads the rest as ever. To leave the switch off for good would have every other user
 * of JavaCPP in the process load its libraries by hand. Load the first model before other threads meet presets for the
 * first time. With {@code -Dorg.bytedeco.javacpp.pathsfirst=true} the libraries of the system go before those of the class
 * path. JavaCPP unpacks 1.7 GB to {@code ~/.javacpp/cache} once.
 *
 * <p><b>What ends the process.</b> Without a driver TensorRT throws what nobody catches, so CUDA is asked for a driver and a
 * GPU before each load, and {@link dev.sightline.tensorrt.TensorRtProbe} tries everything in a child process.
 */
@NullMarked
package dev.sightline.tensorrt;

import org.jspecify.annotations.NullMarked;
