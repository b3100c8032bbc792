package dev.sightline.cli;

import dev.sightline.bench.BenchModel;
import dev.sightline.bench.EngineTable;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.Precision;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures networks alone. */
@Command(
        name = "engine",
        description = {
            "Measures networks alone, on batches of random pixels: images a second and how long a batch takes.",
            "ssdlite is the built-in model; ssd300 and ssd512 are those of the SSD paper on VGG16, with random weights."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchEngineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(
            names = "--models",
            paramLabel = "M",
            split = ",",
            description = "Some of ssdlite, ssd300, ssd512 (default: all).")
    private List<BenchModel> models = List.of(BenchModel.values());

    @Option(
            names = "--batches",
            paramLabel = "N",
            split = ",",
            description = "Pictures in a batch, each 1 to 256 (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of(1, 2, 4, 8, 16, 32, 64);

    @Option(
            names = "--precisions",
            paramLabel = "P",
            split = ",",
            description = "What TensorRT computes in: fp32, fp16, int8 (default: ${DEFAULT-VALUE}).")
    private List<Precision> precisions = List.of(Precision.FP16);

    @Option(
            names = "--contexts",
            paramLabel = "N",
            split = ",",
            description = "Batches in the engine at the same time, each 1 to 64 (default: ${DEFAULT-VALUE}).")
    private List<Integer> contexts = List.of(1);

    @Override
    public Integer call() throws Exception {
        var table = new EngineTable(
                options.bench(),
                precisions,
                options.checked("--contexts", contexts, 64),
                options.checked("--batches", batches, 256));
        var settings = new ModelSettings(null, ModelSettings.DEFAULT.minScore(), false, options.threads())
                .withEngine(options.engine(), Precision.FP16, options.devices());
        BenchOptions.inTemporaryFolder(folder ->
                table.print(models, settings, folder, spec.commandLine().getOut()));
        return ExitCode.OK;
    }
}
