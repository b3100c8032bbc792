package dev.sightline.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaDriverGetVersion;
import static org.bytedeco.cuda.global.cudart.cudaEventCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaEventDestroy;
import static org.bytedeco.cuda.global.cudart.cudaEventQuery;
import static org.bytedeco.cuda.global.cudart.cudaEventRecord;
import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaFreeHost;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceProperties;
import static org.bytedeco.cuda.global.cudart.cudaGetErrorString;
import static org.bytedeco.cuda.global.cudart.cudaGetLastError;
import static org.bytedeco.cuda.global.cudart.cudaGraphDestroy;
import static org.bytedeco.cuda.global.cudart.cudaGraphExecDestroy;
import static org.bytedeco.cuda.global.cudart.cudaGraphInstantiateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaGraphLaunch;
import static org.bytedeco.cuda.global.cudart.cudaMalloc;
import static org.bytedeco.cuda.global.cudart.cudaMallocHost;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaSetDevice;
import static org.bytedeco.cuda.global.cudart.cudaStreamBeginCapture;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamEndCapture;

import ai.djl.engine.EngineException;
import java.nio.ByteOrder;
import java.util.Set;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** The CUDA run time through JavaCPP. The numbers are those of CUDA 12's headers. */
final class JavaCppCuda implements Cuda {
    private static final int SUCCESS = 0;
    private static final int OUT_OF_MEMORY = 2;
    private static final int NO_DEVICE = 100;
    private static final int NOT_READY = 600;

    /**
     * After these no call of this process works on the GPU any more, by the run time's description of {@code cudaError}:
     * busy or gone (46, 100, 101, 201, 709), memory or link broken (214, 220), and a kernel that left its context in an
     * undefined state (700, 702, 710, 714 to 719, 999).
     */
    private static final Set<Integer> LOST =
            Set.of(46, 100, 101, 201, 214, 220, 700, 702, 709, 710, 714, 715, 716, 717, 718, 719, 999);

    private static final int STREAM_NON_BLOCKING = 1;
    private static final int EVENT_DISABLE_TIMING = 2;
    private static final int HOST_TO_DEVICE = 1;
    private static final int DEVICE_TO_HOST = 2;
    private static final int CAPTURE_THREAD_LOCAL = 1;

    @Override
    public int driverVersion() {
        int[] version = new int[1];
        check(cudaDriverGetVersion(version), "asking for the driver's version");
        return version[0];
    }

    @Override
    public int deviceCount() {
        int[] count = new int[1];
        int status = cudaGetDeviceCount(count);
        if (status == NO_DEVICE) {
            cudaGetLastError();
            return 0;
        }
        check(status, "counting the GPUs");
        return count[0];
    }

    @Override
    public Gpu describe(int device) {
        try (var properties = new cudaDeviceProp()) {
            check(cudaGetDeviceProperties(properties, device), "describing GPU " + device);
            return new Gpu(properties.name().getString(), properties.major(), properties.minor());
        }
    }

    @Override
    public void use(int device) {
        check(cudaSetDevice(device), "choosing GPU " + device);
    }

    @Override
    public long newStream() {
        var stream = new CUstream_st();
        check(cudaStreamCreateWithFlags(stream, STREAM_NON_BLOCKING), "creating a stream");
        return stream.address();
    }

    @Override
    public void destroyStream(long stream) {
        check(cudaStreamDestroy(stream(stream)), "destroying a stream");
    }

    @Override
    public long newEvent() {
        var event = new CUevent_st();
        check(cudaEventCreateWithFlags(event, EVENT_DISABLE_TIMING), "creating an event");
        return event.address();
    }

    @Override
    public void record(long event, long stream) {
        check(cudaEventRecord(event(event), stream(stream)), "recording an event");
    }

    @Override
    public boolean hasHappened(long event) {
        int status = cudaEventQuery(event(event));
        if (status == NOT_READY) {
            return false;
        }
        check(status, "running a batch");
        return true;
    }

    @Override
    public void destroyEvent(long event) {
        check(cudaEventDestroy(event(event)), "destroying an event");
    }

    @Override
    public long allocate(long bytes) {
        var memory = new Pointer();
        check(cudaMalloc(memory, bytes), "allocating " + bytes + " bytes of the GPU");
        return memory.address();
    }

    @Override
    public void free(long address) {
        check(cudaFree(new Address(address)), "freeing memory of the GPU");
    }

    @Override
    public Pinned allocatePinned(int bytes) {
        var memory = new Pointer();
        check(cudaMallocHost(memory, bytes), "allocating " + bytes + " bytes of pinned memory");
        var view = new BytePointer(memory).<BytePointer>capacity(bytes);
        return new Pinned(memory.address(), view.asByteBuffer().order(ByteOrder.nativeOrder()));
    }

    @Override
    public void freePinned(Pinned memory) {
        check(cudaFreeHost(new Address(memory.address())), "freeing pinned memory");
    }

    @Override
    public void copyIn(long target, long pinned, long bytes, long stream) {
        check(
                cudaMemcpyAsync(new Address(target), new Address(pinned), bytes, HOST_TO_DEVICE, stream(stream)),
                "copying to the GPU");
    }

    @Override
    public void copyOut(long pinned, long source, long bytes, long stream) {
        check(
                cudaMemcpyAsync(new Address(pinned), new Address(source), bytes, DEVICE_TO_HOST, stream(stream)),
                "copying from the GPU");
    }

    @Override
    public void beginCapture(long stream) {
        check(cudaStreamBeginCapture(stream(stream), CAPTURE_THREAD_LOCAL), "beginning a graph");
    }

    @Override
    public long endCapture(long stream) {
        var graph = new CUgraph_st();
        check(cudaStreamEndCapture(stream(stream), graph), "ending a graph");
        try {
            var executable = new CUgraphExec_st();
            check(cudaGraphInstantiateWithFlags(executable, graph, 0), "preparing a graph");
            return executable.address();
        } finally {
            check(cudaGraphDestroy(graph), "destroying a graph");
        }
    }

    @Override
    public void launch(long graph, long stream) {
        check(cudaGraphLaunch(new CUgraphExec_st(new Address(graph)), stream(stream)), "launching a graph");
    }

    @Override
    public void destroyGraph(long graph) {
        check(cudaGraphExecDestroy(new CUgraphExec_st(new Address(graph))), "destroying a graph");
    }

    private static CUstream_st stream(long address) {
        return new CUstream_st(new Address(address));
    }

    private static CUevent_st event(long address) {
        return new CUevent_st(new Address(address));
    }

    private static void check(int status, String what) {
        if (status == SUCCESS) {
            return;
        }
        String message = what + " failed: " + cudaGetErrorString(status).getString() + " (CUDA error " + status + ")";
        cudaGetLastError();
        if (status == OUT_OF_MEMORY) {
            throw new OutOfGpuMemoryException(message);
        }
        if (LOST.contains(status)) {
            throw new DeviceLostException(message);
        }
        throw new EngineException(message);
    }
}
