package dev.sightline.cli;

import dev.sightline.model.EngineChoice;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.Precision;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of what runs a model. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EngineOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--engine",
            paramLabel = "auto|tensorrt|cuda|cpu",
            description =
                    "What runs the model; auto: TensorRT if it can run, else the CPU (default: ${DEFAULT-VALUE}).")
    private EngineChoice engine = EngineChoice.AUTO;

    @Option(
            names = "--precision",
            paramLabel = "fp32|fp16|int8",
            description = "What TensorRT computes in (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FP16;

    @Option(names = "--device", paramLabel = "N", description = "Which GPU (default: ${DEFAULT-VALUE}).")
    private int device;

    /** The settings with these options. */
    ModelSettings apply(ModelSettings settings) {
        try {
            return settings.withEngine(engine, precision, device);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
