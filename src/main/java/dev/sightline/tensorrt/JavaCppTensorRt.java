package dev.sightline.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;
import static org.bytedeco.tensorrt.global.nvinfer.getInferLibVersion;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.global.nvinfer.TensorLocation;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;

/** TensorRT 10 through JavaCPP. */
final class JavaCppTensorRt implements TensorRt {
    private final TensorRtLogger logger = new TensorRtLogger();

    /** What must be deleted, by its address. */
    private final Map<Long, Pointer> owned = new ConcurrentHashMap<>();

    @Override
    public String version() {
        int version = getInferLibVersion(); // 100600 for 10.6.0
        return version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    }

    @Override
    public void check() {
        delete(own(createInferBuilder(logger), IBuilder::new, "creating a builder"));
    }

    @Override
    public BuiltPlan build(BuildRequest request) {
        return new JavaCppBuild(logger).build(request);
    }

    @Override
    public long newRuntime() {
        return own(createInferRuntime(logger), IRuntime::new, "creating a runtime");
    }

    @Override
    public void destroyRuntime(long runtime) {
        delete(runtime);
    }

    @Override
    public long open(long runtime, byte[] plan) {
        try (var bytes = new BytePointer(plan)) {
            var engine = new IRuntime(new Address(runtime)).deserializeCudaEngine(bytes, plan.length);
            return own(engine, ICudaEngine::new, "opening the plan");
        }
    }

    @Override
    public void destroyEngine(long engine) {
        delete(engine);
    }

    @Override
    public List<TensorInfo> tensors(long address) {
        var engine = new ICudaEngine(new Address(address));
        var tensors = new ArrayList<TensorInfo>();
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String name = engine.getIOTensorName(i);
            boolean input = engine.getTensorIOMode(name).value == TensorIOMode.kINPUT.value;
            Shape shape = Shapes.shape(engine.getTensorShape(name));
            Shape largest = input && TensorInfo.isOpen(shape)
                    ? Shapes.shape(engine.getProfileShape(name, 0, OptProfileSelector.kMAX))
                    : shape;
            tensors.add(new TensorInfo(
                    name,
                    input,
                    Shapes.type(engine.getTensorDataType(name), name),
                    shape,
                    largest,
                    engine.getTensorLocation(name).value == TensorLocation.kHOST.value));
        }
        return tensors;
    }

    @Override
    public long newContext(long engine) {
        var context = new ICudaEngine(new Address(engine)).createExecutionContext();
        return own(context, IExecutionContext::new, "creating a context");
    }

    @Override
    public void destroyContext(long context) {
        delete(context);
    }

    @Override
    public void setShape(long context, String input, Shape shape) {
        try (var dimensions = Shapes.dimensions(shape)) {
            check(context(context).setInputShape(input, dimensions), "setting the shape " + shape + " of " + input);
        }
    }

    @Override
    public Shape shape(long context, String output) {
        return Shapes.shape(context(context).getTensorShape(output));
    }

    @Override
    public long largestSize(long context, String output) {
        return context(context).getMaxOutputSize(output);
    }

    @Override
    public void bind(long context, String tensor, long address) {
        check(context(context).setTensorAddress(tensor, new Address(address)), "setting the address of " + tensor);
    }

    @Override
    public void enqueue(long context, long stream) {
        check(context(context).enqueueV3(new CUstream_st(new Address(stream))), "running a batch");
    }

    private static IExecutionContext context(long address) {
        return new IExecutionContext(new Address(address));
    }

    private void check(boolean done, String what) {
        if (!done) {
            throw new EngineException(logger.failure(what + " failed"));
        }
    }

    private <P extends Pointer> long own(P pointer, Supplier<P> sample, String what) {
        check(pointer != null && !pointer.isNull(), what);
        owned.put(pointer.address(), Ownership.own(pointer, sample));
        return pointer.address();
    }

    private void delete(long address) {
        var pointer = owned.remove(address);
        if (pointer == null) {
            throw new EngineException("something of TensorRT is given back twice");
        }
        pointer.close();
    }
}
