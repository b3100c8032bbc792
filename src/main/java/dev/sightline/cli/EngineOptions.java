package dev.sightline.cli;

import dev.sightline.model.Devices;
import dev.sightline.model.EngineChoice;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.Precision;
import picocli.CommandLine.Option;

/** The options of what runs a model. */
final class EngineOptions {
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

    @Option(
            names = "--devices",
            paramLabel = "N,…|all",
            description = "Which GPUs (default: ${DEFAULT-VALUE}).",
            converter = DevicesConverter.class)
    private Devices devices = Devices.FIRST;

    /** The settings with these options. */
    ModelSettings apply(ModelSettings settings) {
        return settings.withEngine(engine, precision, devices);
    }
}
