package dev.sightline.model;

import dev.sightline.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * A model's network alone on one device, without decoding of pictures, suppression and batching: what an engine does by itself, copies to
 * and from it included. Safe for use by several threads.
 */
public final class BareEngine implements AutoCloseable {
    /** Hardly any candidate of random pixels comes back. */
    private static final float MIN_SCORE = 0.999f;

    private final OnnxNetwork network;
    private final ImageSize size;
    private final EngineRun run;

    private BareEngine(OnnxNetwork network, ImageSize size, EngineRun run) {
        this.network = network;
        this.size = size;
        this.run = run;
    }

    /**
     * Loads a model, of several devices on the first.
     *
     * @throws ModelException as {@link SsdDetector#open} does
     */
    public static BareEngine open(ModelSettings settings) throws ModelException {
        var stored = ModelStore.find(settings.card());
        var size = stored.card().input().size();
        var first = settings.withEngine(
                settings.engine(), settings.precision(), settings.devices().firstOnly());
        return Engines.HERE
                .open(first, run -> new BareEngine(OnnxNetwork.load(stored, run), size, run))
                .get(0);
    }

    /** The engine and its device, such as {@code OnnxRuntime on the CPU}. */
    public String name() {
        return run.toString();
    }

    /**
     * A way through the network for one thread, to be closed before the engine.
     *
     * @param batch pictures of random pixels, ≥ 1
     * @param seed of the pixels
     */
    public Pass newPass(int batch, long seed) {
        return new Pass(batch, seed);
    }

    @Override
    public void close() {
        network.close();
    }

    /** One batch that can be run again and again. Not safe for use by several threads at once. */
    public final class Pass implements AutoCloseable {
        private final OnnxNetwork.Lane lane = network.newLane();
        private final int batch;

        private Pass(int batch, long seed) {
            this.batch = batch;
            byte[] random = new byte[batch * 3 * size.width() * size.height()];
            new SplittableRandom(seed).nextBytes(random);
            ByteBuffer pixels = lane.pixels(random.length);
            pixels.put(random);
        }

        /** Waits for the network's answer; a {@link dev.sightline.detect.DetectionException} if there is none. */
        public void run() {
            var unused = lane.run(batch, MIN_SCORE);
        }

        @Override
        public void close() {
            lane.close();
        }
    }
}
