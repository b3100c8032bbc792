package dev.sightline.tensorrt;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An opened plan on one GPU and the lanes through it. Safe for use by several threads; each borrows a lane for a batch, and
 * waits for one if all are taken.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Natives natives;
    private final int device;
    private final LaneSettings settings;
    private final BlockingQueue<Lane> idle = new LinkedBlockingQueue<>();

    /** Given back in reverse: graphs and contexts, the engine, the runtime, streams, events, pinned memory and the GPU's. */
    private final Releases releases = new Releases();

    private final List<TensorInfo> tensors;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Opens a plan.
     *
     * @param device number of the GPU, which must have been checked
     * @throws EngineException if the plan is damaged or was built for another GPU or version of TensorRT, or memory runs out
     */
    Session(Natives natives, int device, byte[] plan, LaneSettings settings) {
        this.natives = natives;
        this.device = device;
        this.settings = settings;
        natives.cuda().use(device);
        try {
            tensors = open(plan);
        } catch (RuntimeException e) {
            releases.close();
            throw e;
        }
    }

    private List<TensorInfo> open(byte[] plan) {
        var tensorRt = natives.tensorRt();
        var memories = new ArrayList<LaneMemory>();
        for (int i = 0; i < settings.contexts(); i++) {
            var memory = new LaneMemory(natives.cuda());
            releases.add(memory::close);
            memories.add(memory);
        }
        long runtime = tensorRt.newRuntime();
        releases.add(() -> tensorRt.destroyRuntime(runtime));
        long engine = tensorRt.open(runtime, plan);
        releases.add(() -> tensorRt.destroyEngine(engine));
        List<TensorInfo> opened = List.copyOf(tensorRt.tensors(engine));
        for (LaneMemory memory : memories) {
            var lane = new Lane(natives, engine, opened, memory, settings);
            releases.add(lane::close);
            idle.add(lane);
        }
        return opened;
    }

    /** Inputs and outputs, in the engine's order, without those that only say shapes. */
    List<TensorInfo> tensors() {
        return tensors.stream().filter(tensor -> !tensor.isShape()).toList();
    }

    /**
     * Runs a batch.
     *
     * @param batch an input for each of the engine's, in its order, of shapes that it can have
     * @throws EngineException if no lane becomes free in time, the session is closed, or the GPU fails
     */
    List<Batch.Output> run(List<Batch.Input> batch) {
        var lane = borrow();
        try {
            natives.cuda().use(device);
            return lane.run(batch);
        } finally {
            idle.add(lane);
        }
    }

    private Lane borrow() {
        var lane = closed.get() ? null : poll();
        if (lane == null) {
            throw new EngineException(
                    closed.get()
                            ? "the model is closed"
                            : "none of the " + settings.contexts() + " contexts became free in "
                                    + settings.patience().toSeconds() + " s");
        }
        if (closed.get()) {
            idle.add(lane);
            throw new EngineException("the model is closed");
        }
        return lane;
    }

    private @Nullable Lane poll() {
        try {
            return idle.poll(settings.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while waiting for a free context", e);
        }
    }

    /** Waits for running batches, and gives everything back. What the GPU may still write to is left alone. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        for (int i = 0; i < settings.contexts(); i++) {
            @Nullable Lane lane = null;
            try {
                lane = poll();
            } catch (EngineException e) {
                LOG.debug("TensorRT: {}", e.getMessage());
            }
            if (lane == null || lane.lost() instanceof LaneMemory.HungException) {
                LOG.warn("TensorRT: a batch is still in GPU {}: its memory cannot be given back", device);
                return;
            }
        }
        releases.add(() -> natives.cuda().use(device));
        releases.close();
    }
}
