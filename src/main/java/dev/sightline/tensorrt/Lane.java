package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way through an engine for one batch at a time, with its own stream, memory and contexts. A batch size that runs as a
 * graph has a context of its own, as a graph is void once its context is told another shape.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Natives natives;
    private final long engine;
    private final LaneSettings settings;
    private final LaneMemory memory;
    private final List<Slot> inputs = new ArrayList<>();
    private final Map<String, Slot> outputs = new HashMap<>();
    private final List<Slot> outputsInOrder = new ArrayList<>();
    private final Execution any;
    private final Map<Integer, Execution> byBatch = new HashMap<>();
    private boolean graphs;
    private @Nullable DeviceLostException lost;

    Lane(Natives natives, long engine, List<TensorInfo> tensors, LaneMemory memory, LaneSettings settings) {
        this.natives = natives;
        this.engine = engine;
        this.settings = settings;
        this.memory = memory;
        this.graphs = !settings.graphBatches().isEmpty();
        for (TensorInfo tensor : tensors) {
            var slot = memory.add(tensor);
            if (tensor.input()) {
                inputs.add(slot);
            } else {
                outputs.put(tensor.name(), slot);
                outputsInOrder.add(slot);
            }
        }
        this.any = new Execution(natives, engine);
    }

    /**
     * Runs a batch on the GPU that this thread uses.
     *
     * @param batch an input for each of the engine's, in its order, of shapes that it can have
     */
    List<Batch.Output> run(List<Batch.Input> batch) {
        if (lost != null) {
            throw new DeviceLostException("the GPU was lost: " + lost.getMessage(), lost);
        }
        var execution = execution(batch);
        try {
            return run(execution, batch);
        } catch (RuntimeException e) {
            any.forget();
            byBatch.values().forEach(Execution::forget);
            lost = e instanceof DeviceLostException gone ? gone : drain(e);
            throw lost == null ? e : lost;
        }
    }

    /** Why no batch can run any more, or null. */
    @Nullable
    DeviceLostException lost() {
        return lost;
    }

    private List<Batch.Output> run(Execution execution, List<Batch.Input> batch) {
        for (int i = 0; i < inputs.size(); i++) {
            var slot = inputs.get(i);
            var input = batch.get(i);
            execution.setShape(slot.info(), input.shape());
            slot.stage(input.bytes());
            execution.bind(slot);
        }
        var arrivals = new ArrayList<Arrival>();
        for (Slot slot : outputsInOrder) {
            arrivals.add(expect(execution, slot));
        }
        queue(execution, batch, arrivals);
        memory.await(settings.patience());
        return take(arrivals);
    }

    /** Makes room for an output. */
    private Arrival expect(Execution execution, Slot slot) {
        var info = slot.info();
        Shape shape = execution.shape(info);
        boolean open = TensorInfo.isOpen(shape);
        if (open && !outputs.containsKey(info.name() + TensorInfo.SHAPE_SUFFIX)) {
            throw new EngineException("the plan does not say the shape of the output " + info.name()
                    + ", which depends on the input's values: build it with this engine");
        }
        long bytes = open ? execution.largestSize(info) : info.bytes(shape);
        if (bytes < 0) {
            throw new EngineException("TensorRT does not say how large the output " + info.name() + " may be");
        }
        slot.reserve(bytes);
        if (!open) {
            slot.expect(bytes);
        }
        execution.bind(slot);
        return new Arrival(slot, shape, bytes, open);
    }

    private void queue(Execution execution, List<Batch.Input> batch, List<Arrival> arrivals) {
        if (execution == any || !graphs || !execution.hasRun() || !captured(execution, batch, arrivals)) {
            queuePlainly(execution, batch, arrivals);
        } else {
            execution.launch(memory.stream());
        }
    }

    /** Whether there is a graph of this run; captures it if need be, and gives graphs up if there can be none. */
    private boolean captured(Execution execution, List<Batch.Input> batch, List<Arrival> arrivals) {
        if (arrivals.stream().anyMatch(Arrival::open)) {
            LOG.warn("TensorRT: no CUDA graphs: TensorRT reads the size of an output back in the middle of each run");
            graphs = false;
            return false;
        }
        var places = new ArrayList<Long>();
        inputs.forEach(slot -> places.addAll(slot.places()));
        outputsInOrder.forEach(slot -> places.addAll(slot.places()));
        try {
            if (!execution.isCaptured(places)) {
                execution.capture(places, memory.stream(), () -> queuePlainly(execution, batch, arrivals));
            }
            return true;
        } catch (EngineException e) {
            LOG.warn("TensorRT: no CUDA graphs: {}", e.getMessage());
            graphs = false;
            return false;
        }
    }

    private void queuePlainly(Execution execution, List<Batch.Input> batch, List<Arrival> arrivals) {
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).copyIn(batch.get(i).bytes().remaining(), memory.stream());
        }
        execution.enqueue(memory.stream());
        for (Arrival arrival : arrivals) {
            if (!arrival.open()) {
                arrival.slot().copyOut(arrival.bytes(), memory.stream());
            }
        }
    }

    /** The outputs; those whose size is known only now are fetched first. */
    private List<Batch.Output> take(List<Arrival> arrivals) {
        var known = new ArrayList<Arrival>();
        for (Arrival arrival : arrivals) {
            known.add(arrival.open() ? fetch(arrival) : arrival);
        }
        if (arrivals.stream().anyMatch(Arrival::open)) {
            memory.await(settings.patience());
        }
        var results = new ArrayList<Batch.Output>();
        for (Arrival arrival : known) {
            var info = arrival.slot().info();
            if (!info.isShape()) {
                results.add(new Batch.Output(
                        info.name(),
                        info.type(),
                        arrival.shape(),
                        arrival.slot().take(arrival.bytes())));
            }
        }
        return results;
    }

    private Arrival fetch(Arrival arrival) {
        var slot = arrival.slot();
        var info = slot.info();
        var shapeSlot = outputs.get(info.name() + TensorInfo.SHAPE_SUFFIX);
        if (shapeSlot == null) {
            throw new EngineException("there is no shape of " + info.name());
        }
        Shape shape = shapeSlot.takeShape(info.shape().dimension());
        long bytes = info.bytes(shape);
        if (bytes > arrival.bytes()) {
            throw new EngineException("the output " + info.name() + " of the shape " + shape + " is larger than the "
                    + arrival.bytes() + " bytes that TensorRT said");
        }
        slot.expect(bytes);
        slot.copyOut(bytes, memory.stream());
        return new Arrival(slot, shape, bytes, false);
    }

    private Execution execution(List<Batch.Input> batch) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).info().shape().get(0) < 0) {
                int size = Math.toIntExact(batch.get(i).shape().get(0));
                return graphs && settings.graphBatches().contains(size)
                        ? byBatch.computeIfAbsent(size, n -> new Execution(natives, engine))
                        : any;
            }
        }
        return any;
    }

    /**
     * Lets the GPU finish what was queued before a failure, as it reads and writes this lane's memory. Null if it does, else
     * why it does not.
     */
    private @Nullable DeviceLostException drain(RuntimeException failure) {
        try {
            memory.await(settings.patience());
            return null;
        } catch (LaneMemory.HungException e) {
            return e;
        } catch (EngineException e) {
            e.addSuppressed(failure);
            return new DeviceLostException(failure.getMessage() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (var releases = new Releases()) {
            releases.add(any::close);
            byBatch.values().forEach(execution -> releases.add(execution::close));
        }
    }

    /** An output on its way; if open, the shape is not known yet and the bytes are the most that it may take. */
    private record Arrival(Slot slot, Shape shape, long bytes, boolean open) {}
}
