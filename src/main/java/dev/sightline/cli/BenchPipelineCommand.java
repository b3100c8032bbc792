package dev.sightline.cli;

import dev.sightline.bench.BenchModel;
import dev.sightline.bench.PipelineBench;
import dev.sightline.config.SightlineConfig;
import dev.sightline.detect.BatchSettings;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.Precision;
import dev.sightline.stream.StreamSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the way from frames to detections. */
@Command(
        name = "pipeline",
        description = {
            "Measures the way from a full topic of frames to detections.",
            "It is exactly once, with the broker in this process; the engine alone and the decoding of pictures alone are",
            "measured beside it."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchPipelineCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions options;

    @Option(names = "--model", paramLabel = "M", description = "ssdlite, ssd300 or ssd512 (default: ${DEFAULT-VALUE}).")
    private BenchModel model = BenchModel.SSDLITE;

    @Option(names = "--batch", paramLabel = "N", description = "The largest batch (default: ${DEFAULT-VALUE}).")
    private int batch = SightlineConfig.DEFAULT.batch().maxBatch();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Batches in the engine at the same time (default: ${DEFAULT-VALUE}).")
    private int workers = SightlineConfig.DEFAULT.batch().workers();

    @Option(
            names = "--stream-threads",
            paramLabel = "N",
            description = "Frames in work at the same time (default: ${DEFAULT-VALUE}).")
    private int streamThreads = SightlineConfig.DEFAULT.stream().detectThreads();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "What TensorRT computes in (default: ${DEFAULT-VALUE}).")
    private Precision precision = Precision.FP16;

    @Option(names = "--frames", paramLabel = "N", description = "In the topic (default: ${DEFAULT-VALUE}).")
    private int frames = 600;

    @Override
    public Integer call() throws Exception {
        options.checked("--batch", List.of(batch), 256);
        options.checked("--workers", List.of(workers), 64);
        options.checked("--stream-threads", List.of(streamThreads), 256);
        options.checked("--frames", List.of(frames), 10_000_000);
        var bench = new PipelineBench(options.bench(), Math.max(10, frames), InstantSource.system());
        BenchOptions.inTemporaryFolder(folder -> bench.print(
                settings(folder),
                new BatchSettings(
                        batch, workers, SightlineConfig.DEFAULT.batch().maxWait()),
                stream(folder),
                folder,
                spec.commandLine().getOut()));
        return ExitCode.OK;
    }

    private ModelSettings settings(Path folder) throws Exception {
        return new ModelSettings(model.card(folder), ModelSettings.DEFAULT.minScore(), false, options.threads())
                .withEngine(options.engine(), precision, options.devices())
                .withBatches(batch, workers);
    }

    /** As many partitions as threads, so that none is idle. */
    private StreamSettings stream(Path folder) {
        return SightlineConfig.DEFAULT.stream().with(settings -> {
            settings.partitions = streamThreads;
            settings.stateFolder = folder.resolve("streams");
            settings.detectThreads = streamThreads;
        });
    }
}
