package dev.sightline.cli;

import dev.sightline.dataset.DatasetFormat;
import dev.sightline.dataset.DatasetPictures;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.ScoredImages;
import dev.sightline.detect.Detector;
import dev.sightline.detect.Labels;
import dev.sightline.detect.Tiling;
import dev.sightline.evaluate.Evaluation;
import dev.sightline.evaluate.EvaluationReport;
import dev.sightline.evaluate.LabelMap;
import dev.sightline.evaluate.Protocol;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a model over the pictures of a dataset and compares what it finds with the ground truth. */
@Command(
        name = "model",
        description = {
            "Runs a model over the pictures of a dataset and compares what it finds with the ground truth.",
            "Ctrl-C ends it in order, with a report on the pictures so far."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateModelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EvaluationOptions options;

    @Option(
            names = "--model",
            paramLabel = "CARD",
            description = "The model's card, its ONNX file beside it (default: the built-in model).")
    private @Nullable Path model;

    @Option(
            names = "--dataset",
            paramLabel = "PATH",
            required = true,
            description = "The ground truth: a folder of texts or VOC XML, or COCO's JSON of instances.")
    private Path dataset;

    @Option(
            names = "--format",
            paramLabel = "text|voc|coco",
            description = "Of the ground truth (default: whatever it looks like).")
    private @Nullable DatasetFormat format;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "The pictures (default: images or JPEGImages in or beside the dataset, or among its files).")
    private @Nullable Path images;

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Only detections of at least this score, above 0 and at most 1 (default: ${DEFAULT-VALUE}).")
    private double minScore = 0.01;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private TileOptions tiles;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Protocol protocol = options.protocol();
        if (!(minScore > 0 && minScore <= 1)) {
            throw options.wrong("--min-score is above 0 and at most 1, not " + minScore);
        }
        Tiling tiling = tiles.tiling();
        LabeledImages truth = options.wanted(options.reader().groundTruth(dataset, datasetFormat()));
        LabelMap map = options.labelMap(truth);
        DatasetPictures pictures = DatasetPictures.of(dataset, images, truth);
        Results results = new Results(spec.commandLine());
        CtrlC ctrlC = CtrlC.listen();
        try (ctrlC;
                SsdDetector detector = SsdDetector.open(engine.apply(new ModelSettings(model, minScore, true, 1)))) {
            List<String> notes = notes(truth.labels(), map, detector.labels());
            Detector looking = TileOptions.tiled(detector, tiling);
            try (Spotter spotter = new Spotter(looking, word -> isWanted(truth.labels(), map, word), false)) {
                DatasetJob job = new DatasetJob(spotter, results, ctrlC::pressed);
                ScoredImages found = map.apply(job.run(truth, pictures), truth.labels());
                notes.add(detector.model().name() + " on " + dataset + ", scores from " + minScore
                        + (tiling == null ? "" : ", tiles " + tiling.columns() + "x" + tiling.rows()));
                notes.addAll(left(
                        job.unreadable(), truth.images().size(), found.images().size()));
                EvaluationReport report = new Evaluation(protocol)
                        .report(truth.of(found.images().keySet()), found)
                        .withNotes(notes);
                new ReportOutput(spec.commandLine().getOut(), options.out()).write(report);
            }
        } catch (ModelException e) {
            // An engine cannot be loaded any more while the process ends.
            if (!ctrlC.pressed()) {
                throw e;
            }
        }
        return results.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private DatasetFormat datasetFormat() throws IOException {
        DatasetFormat present = format == null ? DatasetFormat.of(dataset) : format;
        if (present == DatasetFormat.MOT) {
            throw options.wrong(
                    "--dataset is of a film; run 'detect --format mot' on the film, then 'evaluate" + " detections'");
        }
        return present;
    }

    private static boolean isWanted(Set<String> labels, LabelMap map, String word) {
        return labels.stream().anyMatch(label -> map.matches(label, word));
    }

    /** What the model does not know; refuses a dataset of which it knows nothing. */
    private List<String> notes(Set<String> labels, LabelMap map, Labels known) {
        List<String> words = IntStream.range(0, known.size())
                .filter(known::isUsed)
                .mapToObj(known::word)
                .toList();
        map.words().forEach((label, mapped) -> LabelFilter.check("--map", mapped, words, options::wrong));
        List<String> strange = labels.stream()
                .filter(label -> words.stream().noneMatch(word -> map.matches(label, word)))
                .toList();
        if (strange.size() == labels.size()) {
            throw options.wrong("the model knows none of the dataset's labels (" + String.join(", ", strange)
                    + "); give its words for them with --map " + strange.get(0) + "=WORD");
        }
        List<String> notes = new ArrayList<>();
        if (!strange.isEmpty()) {
            notes.add("the model knows no " + strange.stream().collect(Collectors.joining(", no ")));
        }
        return notes;
    }

    private static List<String> left(int unreadable, int all, int seen) {
        List<String> notes = new ArrayList<>();
        if (unreadable > 0) {
            notes.add(Counted.of(unreadable, "picture") + " could not be read and " + (unreadable == 1 ? "is" : "are")
                    + " left out");
        }
        if (seen + unreadable < all) {
            notes.add("stopped after " + (seen + unreadable) + " of " + Counted.of(all, "picture"));
        }
        return notes;
    }
}
