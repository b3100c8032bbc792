package dev.sightline.model;

import dev.sightline.detect.Detection;
import dev.sightline.detect.DetectionException;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import dev.sightline.ssd.SsdDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SSD on one device of one of DJL's engines. Safe for use by several threads; they share the network and run at the same
 * time.
 */
final class DeviceDetector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDetector.class);
    private static final int CLOSE_SECONDS = 5;

    /** The largest single-precision number below 1, whose logit is finite. */
    private static final float LARGEST_SCORE = Math.nextDown(1f);

    private final ModelCard card;
    private final EngineRun run;
    private final OnnxNetwork network;
    private final InputEncoder encoder;
    private final SsdDecoder decoder;
    private final float minScore;
    private final BatchLimit limit;
    private final Queue<OnnxNetwork.Lane> idle = new ConcurrentLinkedQueue<>();

    /** Read by those who detect, written by the one who closes: the engine must not be freed under a running batch. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private volatile boolean closed;

    private DeviceDetector(
            ModelCard card, EngineRun run, OnnxNetwork network, ModelSettings settings, PipelineMetrics metrics) {
        this.card = card;
        this.run = run;
        this.network = network;
        this.encoder = new InputEncoder(card.input().size());
        this.decoder = new SsdDecoder(
                card.head().labels(),
                settings.allClasses(),
                card.head().clipsFirst(),
                card.head().suppression());
        this.minScore = Math.min((float) settings.minScore(), LARGEST_SCORE);
        this.limit = new BatchLimit(settings.maxBatch(), metrics);
    }

    /**
     * Loads a model and runs it once, so that a model that does not fit its card is found out now.
     *
     * @throws ModelException if the network is not what the card says, or the engine cannot run here
     */
    static DeviceDetector open(
            ModelStore.StoredModel stored, EngineRun run, ModelSettings settings, PipelineMetrics metrics)
            throws ModelException {
        var detector = new DeviceDetector(stored.card(), run, OnnxNetwork.load(stored, run), settings, metrics);
        try {
            detector.check();
            LOG.debug("{} runs in {}", stored.card().id().name(), run);
            return detector;
        } catch (ModelException | RuntimeException e) {
            if (!DeviceLoss.isMeantBy(e)) {
                detector.close();
            }
            throw e;
        }
    }

    /** As {@link SsdDetector#detect}. */
    List<List<Detection>> detect(List<Image> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one picture");
        }
        var detections = new ArrayList<List<Detection>>();
        while (detections.size() < images.size()) {
            int from = detections.size();
            var part = images.subList(from, Math.min(images.size(), from + limit.size()));
            try {
                detections.addAll(look(part));
            } catch (DetectionException e) {
                limit.halve(part.size(), e);
            }
        }
        return detections;
    }

    private List<List<Detection>> look(List<Image> images) {
        BatchCandidates candidates = infer(images);
        return IntStream.range(0, images.size())
                .mapToObj(i -> decoder.decode(candidates.of(i)))
                .toList();
    }

    /** The engine and its device. */
    EngineRun run() {
        return run;
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
        ImageSize size = card.input().size();
        var black = new Image(size, new byte[3 * size.width() * size.height()]);
        try {
            var unused = detect(List.of(black, black));
        } catch (DetectionException e) {
            throw new ModelException(card.file() + " does not fit its card: " + OneLine.of(e), e);
        }
    }
}
