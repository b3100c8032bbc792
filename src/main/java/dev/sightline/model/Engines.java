package dev.sightline.model;

import ai.djl.engine.Engine;
import dev.sightline.tensorrt.TensorRtProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the engine and its devices.
 *
 * @param tensorRt DJL's name of TensorRT
 * @param probe whether it can run
 */
record Engines(String tensorRt, EngineProbe probe) {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    /** It reads 1.7 GB of libraries when all is well. */
    private static final Duration PROBE_LIMIT = Duration.ofMinutes(2);

    private static final String TENSOR_RT = "TensorRT";

    /** The engines of this machine. */
    static final Engines HERE = new Engines(TENSOR_RT, Engines::tryTensorRt);

    /** Opens a network on one device. */
    @FunctionalInterface
    interface Opener<T> {
        T open(EngineRun run) throws ModelException;
    }

    /**
     * A network opened on each device that the settings ask for. For {@link EngineChoice#AUTO} those devices are left out on
     * which it cannot be, and the CPU has it where there are no others.
     *
     * @throws ModelException if it cannot be opened where it is asked for
     */
    <T extends AutoCloseable> List<T> open(ModelSettings settings, Opener<T> opener) throws ModelException {
        boolean mayLeaveOut = settings.engine() == EngineChoice.AUTO;
        List<T> opened = new ArrayList<>();
        for (EngineRun run : choose(settings)) {
            try {
                opened.add(opener.open(run));
            } catch (ModelException e) {
                if (!mayLeaveOut || !run.isOnGpu()) {
                    closeAll(opened, e);
                    throw e;
                }
                LOG.warn("{} is left out: {}", run, e.getMessage());
            }
        }
        if (opened.isEmpty()) {
            LOG.warn("the CPU looks at the pictures, as no GPU can");
            opened.add(opener.open(EngineRun.cpu(settings)));
        }
        return opened;
    }

    private static void closeAll(List<? extends AutoCloseable> opened, ModelException failure) {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    /**
     * The engine on each device that the settings ask for, or for {@link EngineChoice#AUTO} the best one.
     *
     * @throws ModelException if it is asked for and cannot run, naming what is missing
     */
    List<EngineRun> choose(ModelSettings settings) throws ModelException {
        return switch (settings.engine()) {
            case CPU -> List.of(EngineRun.cpu(settings));
            case CUDA -> cuda(settings);
            case TENSORRT -> required(settings);
            case AUTO -> best(settings);
        };
    }

    private static List<EngineRun> cuda(ModelSettings settings) throws ModelException {
        Djl.beQuiet();
        List<Integer> devices = settings.devices().numbers();
        if (devices.isEmpty()) {
            devices = settings.devices()
                    .on(Engine.getEngine(EngineRun.ONNX_RUNTIME).getGpuCount());
        }
        if (devices.isEmpty()) {
            throw new ModelException("engine cuda finds no GPU: install the NVIDIA driver and CUDA, or name the GPUs by"
                    + " number instead of 'all'");
        }
        return devices.stream().map(device -> EngineRun.cuda(settings, device)).toList();
    }

    private List<EngineRun> required(ModelSettings settings) throws ModelException {
        var finding = probe.ask(settings.devices().first());
        if (!finding.isUsable()) {
            throw new ModelException("engine tensorrt cannot run: " + finding.missing());
        }
        List<Integer> devices = settings.devices().on(finding.gpus());
        OptionalInt absent = devices.stream()
                .mapToInt(Integer::intValue)
                .filter(device -> device >= finding.gpus())
                .findFirst();
        if (absent.isPresent()) {
            throw new ModelException("engine tensorrt cannot run: there is no GPU " + absent.getAsInt()
                    + ": the last one of this machine is " + (finding.gpus() - 1));
        }
        return tensorRt(settings, devices);
    }

    private List<EngineRun> best(ModelSettings settings) {
        var finding = probe.ask(settings.devices().first());
        if (!finding.isUsable()) {
            LOG.info("the CPU looks at the pictures, as TensorRT cannot run: {}", finding.missing());
            return List.of(EngineRun.cpu(settings));
        }
        List<Integer> wanted = settings.devices().on(finding.gpus());
        List<Integer> devices =
                wanted.stream().filter(device -> device < finding.gpus()).toList();
        if (devices.size() < wanted.size()) {
            LOG.warn(
                    "of the GPUs {} those above {} are left out, as there are none",
                    settings.devices(),
                    finding.gpus() - 1);
        }
        return tensorRt(settings, devices);
    }

    private List<EngineRun> tensorRt(ModelSettings settings, List<Integer> devices) {
        return devices.stream()
                .map(device -> EngineRun.tensorRt(tensorRt, settings, device))
                .toList();
    }

    private static EngineProbe.Finding tryTensorRt(int device) {
        TensorRtProbe.Result result = new TensorRtProbe().ask(device, PROBE_LIMIT);
        return result instanceof TensorRtProbe.Unusable unusable
                ? EngineProbe.Finding.unusable(unusable.reason())
                : EngineProbe.Finding.usable(((TensorRtProbe.Usable) result).gpus());
    }
}
