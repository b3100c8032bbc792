package dev.sightline.tensorrt;

import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A context, what it has been told, and the graph that was captured from it, if any. For one thread at a time. */
final class Execution implements AutoCloseable {
    private final Natives natives;
    private final long context;
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Long> addresses = new HashMap<>();
    private List<Long> capturedPlaces = List.of();
    private long graph;
    private boolean hasRun;

    Execution(Natives natives, long engine) {
        this.natives = natives;
        this.context = natives.tensorRt().newContext(engine);
    }

    /** Says the shape of an input, if it is open and not the last one. */
    void setShape(TensorInfo input, Shape shape) {
        if (input.isOpen() && !shape.equals(shapes.get(input.name()))) {
            natives.tensorRt().setShape(context, input.name(), shape);
            shapes.put(input.name(), shape);
        }
    }

    /** The shape of an output for these inputs. */
    Shape shape(TensorInfo output) {
        return output.isOpen() ? natives.tensorRt().shape(context, output.name()) : output.shape();
    }

    /** The bytes that an output takes at most for these inputs. */
    long largestSize(TensorInfo output) {
        return natives.tensorRt().largestSize(context, output.name());
    }

    /** Says where a tensor is, if it is not where it was. */
    void bind(Slot slot) {
        String name = slot.info().name();
        if (!Long.valueOf(slot.address()).equals(addresses.get(name))) {
            natives.tensorRt().bind(context, name, slot.address());
            addresses.put(name, slot.address());
        }
    }

    /** Queues a run. */
    void enqueue(long stream) {
        natives.tensorRt().enqueue(context, stream);
        hasRun = true;
    }

    /** Whether it has run, which TensorRT wants before a run is captured. */
    boolean hasRun() {
        return hasRun;
    }

    /** Whether there is a graph for tensors in these places. */
    boolean isCaptured(List<Long> places) {
        return graph != 0 && capturedPlaces.equals(places);
    }

    /** Captures what {@code queueing} queues as the graph for these places, in the stead of the one before. */
    void capture(List<Long> places, long stream, Runnable queueing) {
        dropGraph();
        natives.cuda().beginCapture(stream);
        try {
            queueing.run();
        } catch (RuntimeException e) {
            endCapture(stream, e);
            throw e;
        }
        graph = natives.cuda().endCapture(stream);
        capturedPlaces = places;
    }

    /** Lets the stream do again what is queued, after what was to be captured could not be queued. */
    private void endCapture(long stream, RuntimeException failure) {
        try {
            natives.cuda().destroyGraph(natives.cuda().endCapture(stream));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Queues the graph. */
    void launch(long stream) {
        natives.cuda().launch(graph, stream);
    }

    /** Says everything anew next time: a failure may have left anything. */
    void forget() {
        shapes.clear();
        addresses.clear();
        hasRun = false;
    }

    private void dropGraph() {
        long old = graph;
        graph = 0;
        if (old != 0) {
            natives.cuda().destroyGraph(old);
        }
    }

    @Override
    public void close() {
        try {
            dropGraph();
        } finally {
            natives.tensorRt().destroyContext(context);
        }
    }
}
