package dev.sightline.app;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineState;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.model.ModelException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A detector that sees nothing, and whose engine is being built until the test says that it is ready. */
final class SlowDetector implements Detector, WarmUp.Opener {
    private static final int LIMIT_SECONDS = 120;

    private final CountDownLatch built = new CountDownLatch(1);
    volatile EngineState state = EngineState.CPU;
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public Detector open() throws ModelException {
        asked.countDown();
        try {
            if (!built.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test forgot its detector");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** Ends the building. */
    void ready() {
        built.countDown();
    }

    @Override
    public List<List<Detection>> detect(List<Image> images) {
        return Collections.nCopies(images.size(), List.of());
    }

    @Override
    public ImageSize inputSize() {
        return new ImageSize(300, 300);
    }

    @Override
    public ModelId model() {
        return new ModelId("slow", "1", "0".repeat(64));
    }

    @Override
    public EngineState engine() {
        return state;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
