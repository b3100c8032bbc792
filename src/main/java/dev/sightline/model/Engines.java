package dev.sightline.model;

import dev.sightline.tensorrt.TensorRtProbe;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the engine.
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
    static final Engines HERE = new Engines(TENSOR_RT, Engines::missingForTensorRt);

    /**
     * The engine that the settings ask for, or for {@link EngineChoice#AUTO} the best one.
     *
     * @throws ModelException if it is asked for and cannot run, naming what is missing
     */
    EngineRun choose(ModelSettings settings) throws ModelException {
        return switch (settings.engine()) {
            case CPU -> EngineRun.cpu(settings);
            case CUDA -> EngineRun.cuda(settings);
            case TENSORRT -> required(settings);
            case AUTO -> best(settings);
        };
    }

    private EngineRun required(ModelSettings settings) throws ModelException {
        Optional<String> missing = probe.missing(settings.device());
        if (missing.isPresent()) {
            throw new ModelException("engine tensorrt cannot run: " + missing.get());
        }
        return EngineRun.tensorRt(tensorRt, settings);
    }

    private EngineRun best(ModelSettings settings) {
        Optional<String> missing = probe.missing(settings.device());
        if (missing.isPresent()) {
            LOG.info("the CPU looks at the pictures, as TensorRT cannot run: {}", missing.get());
            return EngineRun.cpu(settings);
        }
        return EngineRun.tensorRt(tensorRt, settings);
    }

    private static Optional<String> missingForTensorRt(int device) {
        return new TensorRtProbe().ask(device, PROBE_LIMIT) instanceof TensorRtProbe.Unusable unusable
                ? Optional.of(unusable.reason())
                : Optional.empty();
    }
}
