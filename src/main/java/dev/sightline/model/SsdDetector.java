package dev.sightline.model;

import dev.sightline.detect.Detection;
import dev.sightline.detect.Detector;
import dev.sightline.detect.EngineState;
import dev.sightline.detect.Labels;
import dev.sightline.detect.ModelId;
import dev.sightline.frame.Image;
import dev.sightline.geometry.ImageSize;
import dev.sightline.metrics.PipelineMetrics;
import java.util.List;

/**
 * An SSD whose network runs in one of DJL's engines, on one device or several. A batch goes to the least busy device, and to
 * another one when that is lost: to the CPU if the engine was {@link EngineChoice#AUTO}. Safe for use by several threads.
 */
public final class SsdDetector implements Detector {
    private final ModelCard card;
    private final DevicePool devices;

    private SsdDetector(ModelCard card, DevicePool devices) {
        this.card = card;
        this.devices = devices;
    }

    /** Opens a model of which nothing is counted. */
    public static SsdDetector open(ModelSettings settings) throws ModelException {
        return open(settings, PipelineMetrics.NONE);
    }

    /**
     * Loads a model and runs it once, so that a model that does not fit its card is found out now. Takes minutes where
     * TensorRT has no plan for it yet.
     *
     * @throws ModelException if a file is missing or damaged, a key of the card is wrong, the network is not what the card
     *     says, or the engine cannot run here
     */
    public static SsdDetector open(ModelSettings settings, PipelineMetrics metrics) throws ModelException {
        return open(settings, metrics, Engines.HERE);
    }

    static SsdDetector open(ModelSettings settings, PipelineMetrics metrics, Engines engines) throws ModelException {
        var stored = ModelStore.find(settings.card());
        var opened = engines.open(settings, run -> DeviceDetector.open(stored, run, settings, metrics));
        DevicePool.Spare cpu = settings.engine() == EngineChoice.AUTO
                ? () -> DeviceDetector.open(stored, EngineRun.cpu(settings), settings, metrics)
                : null;
        return new SsdDetector(stored.card(), new DevicePool(opened, settings.contexts(), cpu, metrics));
    }

    @Override
    public List<List<Detection>> detect(List<Image> images) {
        return devices.run(device -> device.detect(images));
    }

    @Override
    public ImageSize inputSize() {
        return card.input().size();
    }

    @Override
    public ModelId model() {
        return card.id();
    }

    @Override
    public EngineState engine() {
        return devices.state();
    }

    /** The words of the classes that this model knows. */
    public Labels labels() {
        return card.head().labels();
    }

    /** Waits up to 5 s for running batches; an engine that hangs longer is left alone, and so is a lost device. */
    @Override
    public void close() {
        devices.close();
    }
}
