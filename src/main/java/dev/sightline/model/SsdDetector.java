package dev.sightline.model;

import ai.djl.ndarray.types.Shape;
import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.detect.Detector;
import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.ssd.DefaultBoxGenerator;
import dev.sightline.ssd.SsdDecoder;
import java.nio.FloatBuffer;
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

    private final ModelCard card;
    private final OnnxNetwork network;
    private final InputEncoder encoder;
    private final SsdDecoder decoder;
    private final Queue<OnnxNetwork.Lane> idle = new ConcurrentLinkedQueue<>();

    /** Read by those who detect, written by the one who closes: the engine must not be freed under a running batch. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private SsdDetector(ModelCard card, OnnxNetwork network, ModelSettings settings) {
        this.card = card;
        this.network = network;
        this.encoder = new InputEncoder(card.input());
        var head = card.head();
        var selection = new SsdDecoder.Selection(settings.minScore(), settings.allClasses(), head.suppression());
        this.decoder = new SsdDecoder(
                DefaultBoxGenerator.generate(head.layout()), head.coder(), head.activation(), head.labels(), selection);
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
        } catch (ModelException e) {
            detector.close();
            throw e;
        }
    }

    @Override
    public List<List<Detection>> detect(List<Image> images) {
        RawOutputs outputs = infer(images);
        var detections = new ArrayList<List<Detection>>();
        for (int i = 0; i < images.size(); i++) {
            detections.add(
                    decoder.decode(outputs.boxes().of(i), outputs.scores().of(i)));
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
    RawOutputs infer(List<Image> images) {
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
                FloatBuffer input = lane.input(images.size() * encoder.length());
                for (int i = 0; i < images.size(); i++) {
                    encoder.encode(images.get(i), input, i * encoder.length());
                }
                return lane.run(images.size());
            } finally {
                idle.add(lane);
            }
        } finally {
            use.readLock().unlock();
        }
    }

    /** Runs two pictures at once and compares the outputs' shapes with the card. */
    private void check() throws ModelException {
        ImageSize size = inputSize();
        var black = new Image(size, new byte[3 * size.width() * size.height()]);
        RawOutputs outputs;
        try {
            outputs = infer(List.of(black, black));
        } catch (DetectionException e) {
            throw new ModelException(card.file() + " does not fit its card: " + OneLine.of(e), e);
        }
        long boxes = card.head().layout().boxCount();
        checkShape("boxes", outputs.boxes(), new Shape(2, boxes, 4));
        checkShape("scores", outputs.scores(), new Shape(2, boxes, labels().size()));
    }

    private void checkShape(String output, RawOutputs.Tensor tensor, Shape expected) throws ModelException {
        if (!tensor.shape().equals(expected)) {
            throw new ModelException(card.file() + " does not fit its card: for two pictures, the shape of the "
                    + output + " is " + tensor.shape() + ", not " + expected + " as its default boxes and labels ask");
        }
    }
}
