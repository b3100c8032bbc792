package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One or more GPUs in Java. They keep what was made and not given back, refuse whatever real ones would crash on, write down
 * the calls, and run one network: it doubles the input {@code numbers}, float32 (batch, 2), into {@code doubled}, and lists
 * those of them above {@code least}, float32 (1), in {@code large}, whose size depends on the values.
 */
final class FakeGpu implements Cuda, TensorRt {
    /** The names of the calls in their order. */
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** What was made and not given back: its address and kind. */
    final Map<Long, String> alive = Collections.synchronizedMap(new TreeMap<>());

    /** The next call with this name fails with this message. */
    final Map<String, String> failing = Collections.synchronizedMap(new HashMap<>());

    /** The GPUs of which every call fails from now on. */
    final Set<Integer> lost = ConcurrentHashMap.newKeySet();

    /** The names of the GPUs that are not called Fake. */
    final Map<Integer, String> names = Collections.synchronizedMap(new HashMap<>());

    /** The GPUs that ran a batch, in their order. */
    final List<Integer> ran = Collections.synchronizedList(new ArrayList<>());

    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger mostRunning = new AtomicInteger();

    /** 12060; 0: no driver. */
    volatile int driver = 12060;

    volatile int devices = 1;
    volatile boolean hung;

    /** Without a permit, threads that queue a batch wait. */
    final Semaphore queueing = new Semaphore(1);

    /** What is built; only {@code plan} can be opened. */
    volatile String plan = "plan";

    volatile boolean dataDependent = true;
    volatile boolean shapeOutputs = true;
    volatile int largestBatch = 8;
    volatile BuildRequest built =
            new BuildRequest(new byte[0], new BuildSettings(1, 1, Precision.FP32, 0), new byte[0]);

    private final AtomicLong nextAddress = new AtomicLong(1 << 20);
    private final Map<Long, ByteBuffer> memory = Collections.synchronizedMap(new HashMap<>());
    private final Map<Long, Map<String, Shape>> shapes = Collections.synchronizedMap(new HashMap<>());
    private final Map<Long, Map<String, Long>> bindings = Collections.synchronizedMap(new HashMap<>());
    private final Map<Long, List<Runnable>> queues = Collections.synchronizedMap(new HashMap<>());
    private final Map<Long, List<Runnable>> captures = Collections.synchronizedMap(new HashMap<>());
    private final Map<Long, List<Runnable>> graphs = Collections.synchronizedMap(new HashMap<>());

    /** The GPU on which something was made, by its address. */
    private final Map<Long, Integer> homes = new ConcurrentHashMap<>();

    private final ThreadLocal<Integer> used = ThreadLocal.withInitial(() -> -1);

    Natives natives() {
        return new Natives(this, this);
    }

    /** The calls that make, run or give back, without those that only ask. */
    List<String> callsNamed(String... names) {
        var wanted = Arrays.asList(names);
        synchronized (calls) {
            return calls.stream().filter(wanted::contains).toList();
        }
    }

    private void call(String name) {
        calls.add(name);
        String message = failing.remove(name);
        if (message != null) {
            throw message.contains("out of memory")
                    ? new OutOfGpuMemoryException(message)
                    : new EngineException(message);
        }
    }

    private void onGpu(String name) {
        call(name);
        if (used.get() < 0) {
            throw new AssertionError(name + " before use");
        }
        if (lost.contains(used.get())) {
            throw new DeviceLostException(name + " failed: an illegal memory access was encountered (CUDA error 700)");
        }
    }

    private static <K, V> V at(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing at " + key);
    }

    private long make(String kind) {
        onGpu("new " + kind);
        long address = nextAddress.addAndGet(1 << 20);
        alive.put(address, kind);
        homes.put(address, used.get());
        return address;
    }

    private void giveBack(String kind, long address) {
        onGpu("free " + kind);
        if (!alive.remove(address, kind)) {
            throw new AssertionError(kind + " is given back twice");
        }
    }

    private void need(String kind, long address) {
        if (!kind.equals(alive.get(address))) {
            throw new AssertionError(kind + " is used after it was given back");
        }
        if (!used.get().equals(homes.get(address))) {
            throw new AssertionError(kind + " of GPU " + homes.get(address) + " is used on GPU " + used.get());
        }
    }

    @Override
    public int driverVersion() {
        call("driverVersion");
        return driver;
    }

    @Override
    public int deviceCount() {
        call("deviceCount");
        return devices;
    }

    @Override
    public Gpu describe(int device) {
        return new Gpu(names.getOrDefault(device, "Fake"), 9, 0);
    }

    @Override
    public void use(int device) {
        call("use");
        used.set(device);
    }

    @Override
    public long newStream() {
        long stream = make("stream");
        queues.put(stream, new ArrayList<>());
        return stream;
    }

    @Override
    public void destroyStream(long stream) {
        giveBack("stream", stream);
    }

    @Override
    public long newEvent() {
        return make("event");
    }

    @Override
    public void record(long event, long stream) {
        onGpu("record");
        need("event", event);
        need("stream", stream);
        if (!hung) {
            var queued = queues.put(stream, new ArrayList<>());
            queued.forEach(Runnable::run);
        }
    }

    @Override
    public boolean hasHappened(long event) {
        onGpu("hasHappened");
        need("event", event);
        return !hung;
    }

    @Override
    public void destroyEvent(long event) {
        giveBack("event", event);
    }

    @Override
    public long allocate(long bytes) {
        long address = make("device memory");
        memory.put(address, ByteBuffer.allocate((int) bytes).order(ByteOrder.nativeOrder()));
        return address;
    }

    @Override
    public void free(long address) {
        giveBack("device memory", address);
        memory.remove(address);
    }

    @Override
    public Pinned allocatePinned(int bytes) {
        long address = make("pinned memory");
        var buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        memory.put(address, buffer);
        return new Pinned(address, buffer);
    }

    @Override
    public void freePinned(Pinned pinned) {
        giveBack("pinned memory", pinned.address());
        memory.remove(pinned.address());
    }

    @Override
    public void copyIn(long target, long pinned, long bytes, long stream) {
        copy("copyIn", "device memory", target, "pinned memory", pinned, bytes, stream);
    }

    @Override
    public void copyOut(long pinned, long source, long bytes, long stream) {
        copy("copyOut", "pinned memory", pinned, "device memory", source, bytes, stream);
    }

    private void copy(String name, String toKind, long to, String fromKind, long from, long bytes, long stream) {
        onGpu(name);
        need(toKind, to);
        need(fromKind, from);
        queue(stream, () -> {
            need(toKind, to);
            need(fromKind, from);
            at(memory, to).put(0, at(memory, from), 0, (int) bytes);
        });
    }

    private void queue(long stream, Runnable work) {
        need("stream", stream);
        at(captures.containsKey(stream) ? captures : queues, stream).add(work);
    }

    @Override
    public void beginCapture(long stream) {
        onGpu("beginCapture");
        captures.put(stream, new ArrayList<>());
    }

    @Override
    public long endCapture(long stream) {
        var captured = captures.remove(stream);
        onGpu("endCapture");
        long graph = make("graph");
        graphs.put(graph, captured);
        return graph;
    }

    @Override
    public void launch(long graph, long stream) {
        onGpu("launch");
        need("graph", graph);
        queue(stream, () -> at(graphs, graph).forEach(Runnable::run));
    }

    @Override
    public void destroyGraph(long graph) {
        giveBack("graph", graph);
    }

    @Override
    public String version() {
        return "10.6.0";
    }

    @Override
    public void check() {
        call("check");
    }

    @Override
    public BuiltPlan build(BuildRequest request) {
        onGpu("build");
        built = request;
        largestBatch = request.settings().maxBatch();
        return new BuiltPlan(plan.getBytes(StandardCharsets.UTF_8), "timings".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long newRuntime() {
        return make("runtime");
    }

    @Override
    public void destroyRuntime(long runtime) {
        giveBack("runtime", runtime);
    }

    @Override
    public long open(long runtime, byte[] plan) {
        need("runtime", runtime);
        if (!Arrays.equals(plan, "plan".getBytes(StandardCharsets.UTF_8))) {
            throw new EngineException("opening the plan failed: Magic tag does not match");
        }
        return make("engine");
    }

    @Override
    public void destroyEngine(long engine) {
        giveBack("engine", engine);
    }

    @Override
    public List<TensorInfo> tensors(long engine) {
        return FakeTensors.of(largestBatch, dataDependent, shapeOutputs);
    }

    @Override
    public long newContext(long engine) {
        need("engine", engine);
        long context = make("context");
        shapes.put(context, new HashMap<>());
        bindings.put(context, new HashMap<>());
        return context;
    }

    @Override
    public void destroyContext(long context) {
        giveBack("context", context);
    }

    @Override
    public void setShape(long context, String input, Shape shape) {
        onGpu("setShape");
        at(shapes, context).put(input, shape);
    }

    @Override
    public Shape shape(long context, String output) {
        return output.equals("doubled") ? at(at(shapes, context), "numbers") : new Shape(-1, 1);
    }

    @Override
    public long largestSize(long context, String output) {
        return at(at(shapes, context), "numbers").size() * Long.BYTES;
    }

    @Override
    public void bind(long context, String tensor, long address) {
        onGpu("bind");
        need("context", context);
        at(bindings, context).put(tensor, address);
    }

    @Override
    public void enqueue(long context, long stream) {
        onGpu("enqueue");
        queueing.acquireUninterruptibly();
        queueing.release();
        need("context", context);
        int count = (int) at(at(shapes, context), "numbers").size();
        Map<String, Long> places = Map.copyOf(at(bindings, context));
        ran.add(used.get());
        queue(stream, () -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            compute(count, places);
            running.decrementAndGet();
        });
    }

    private void compute(int count, Map<String, Long> places) {
        float least = at(memory, at(places, "least")).getFloat(0);
        int found = 0;
        for (int i = 0; i < count; i++) {
            float number = at(memory, at(places, "numbers")).getFloat(Float.BYTES * i);
            at(memory, at(places, "doubled")).putFloat(Float.BYTES * i, 2 * number);
            if (places.containsKey("large") && number > least) {
                at(memory, at(places, "large")).putLong(Long.BYTES * found++, i);
            }
        }
        if (places.containsKey("large#shape")) {
            at(memory, at(places, "large#shape")).putLong(0, found).putLong(Long.BYTES, 1);
        }
    }
}
