package dev.sightline.model;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Detector;
import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.ssd.SsdDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An SSD whose network runs in ONNX Runtime. Safe for use by several threads; they share the network and run at the same
 * time.
 */
public final class SsdDetector implements Detector {
    private static final int CLOSE_SECONDS = 5;

    /** The largest single-precision number below 1, whose logit is finite. */
    private static final float LARGEST_SCORE = Math.nextDown(1f);

    private final ModelCard card;
    private final OnnxNetwork network;
    private final InputEncoder encoder;
    private final SsdDecoder decoder;
    private final float minScore;
    private final Queue<OnnxNetwork.Lane> idle = new ConcurrentLinkedQueue<>();

    /** Read by those who detect, written by the one who closes: the engine must not be freed under a running batch. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private SsdDetector(ModelCard card, OnnxNetwork network, ModelSettings settings) {
        this.card = card;
        this.network = network;
        this.encoder = new InputEncoder(card.input().size());
        this.decoder = new SsdDecoder(
                card.head().labels(),
                settings.allClasses(),
                card.head().clipsFirst(),
                card.head().suppression());
        this.minScore = Math.min((float) settings.minScore(), LARGEST_SCORE);
    }

    /**
     * Loads a model and runs it once, so that a model that does not fit its card is found out now.
     *
     * @throws ModelException if a file is missing or damaged, a key of the card is wrong, or the network is not what the
     *     card says
     */
    public static SsdDetector open(ModelSettings settings) throws ModelException {
        var stored = ModelStore.find(settings.card());
        var detector = new SsdDetector(stored.card(), OnnxNetwork.load(stored, settings.threads()), settings);
        try {
            detector.check();
            return detector;
        } catch (ModelException | RuntimeException e) {
            detector.close();
            throw e;
        }
    }

    @Override
    public List<List<Detection>> detect(List<Image> images) {
        BatchCandidates candidates = infer(images);
        var detections = new ArrayList<List<Detection>>();
        for (int i = 0; i < images.size(); i++) {
            detections.add(decoder.decode(candidates.of(i)));
        }
        return detections;
    }

    @Override
    public ImageSize inputSize() {
        return card.input().size();
    }

    @Override
    public ModelId model() {
        return card.id();
    }

    /** The words of the classes that this model knows. */
    public Labels labels() {
        return card.head().labels();
    }

    /** Waits up to 5 s for running batches; an engine that hangs longer is left alone. */
    @Override
    public void close() {
        if (!awaitUnused()) {
            closed = true;
            return;
        }
        try {
            if (!closed) {
                closed = true;
                idle.forEach(OnnxNetwork.Lane::close);
                network.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private boolean awaitUnused() {
        try {
            return use.writeLock().tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What the network says about these pictures. */
    private BatchCandidates infer(List<Image> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one picture");
        }
        use.readLock().lock();
        try {
            if (closed) {
                throw new DetectionException("the detector is closed");
            }
            var pooled = idle.poll();
            var lane = pooled == null ? network.newLane() : pooled;
            try {
                ByteBuffer pixels = lane.pixels(Math.multiplyExact(images.size(), encoder.length()));
                for (int i = 0; i < images.size(); i++) {
                    encoder.encode(images.get(i), pixels, i * encoder.length());
                }
                return lane.run(images.size(), minScore);
            } finally {
                idle.add(lane);
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** Runs two pictures at once, so that a network for one alone or of another size is found out. */
    private void check() throws ModelException {
        ImageSize size = inputSize();
        var black = new Image(size, new byte[3 * size.width() * size.height()]);
        try {
            infer(List.of(black, black));
        } catch (DetectionException e) {
            throw new ModelException(card.file() + " does not fit its card: " + OneLine.of(e), e);
        }
    }
}
