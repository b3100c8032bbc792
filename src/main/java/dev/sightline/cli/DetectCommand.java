package dev.sightline.cli;

import dev.sightline.cli.Source.Film;
import dev.sightline.cli.Source.Picture;
import dev.sightline.dataset.DetectionFormat;
import dev.sightline.detect.Detector;
import dev.sightline.detect.Tiling;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Detects in pictures, films and cameras without Kafka, and writes annotated copies and texts. */
@Command(
        name = "detect",
        description = {
            "Detects objects in pictures, films and cameras, without Kafka.",
            "Of each source, two files are written to --out: an annotated copy (.jpg or .mp4) and a text (.txt)."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DetectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SOURCE",
            arity = "1..*",
            description = "A picture, a film, a folder of them (without its subfolders), or a camera's address.")
    private List<String> arguments;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write (default: ${DEFAULT-VALUE}). Results of an earlier run are replaced.")
    private Path out = Path.of("detections");

    @Option(
            names = "--format",
            paramLabel = "json|txt|mot",
            description = {
                "Of the text. txt: lines of label, score, left, top, right, bottom in pixels, with _ for a space in a"
                        + " label. mot: lines as in the MOT Challenge, every frame of a film. json: a JSON line a"
                        + " frame.",
                "Default: txt for pictures, mot for films and cameras; txt does not tell frames apart."
            })
    private @Nullable DetectionFormat format;

    @Option(
            names = "--label",
            paramLabel = "L",
            split = ",",
            description = "Only this class, as the model names it; may be repeated.")
    private List<String> labels = List.of();

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Only detections of at least this score, above 0 and at most 1 (default: ${DEFAULT-VALUE}).")
    private double minScore = ModelSettings.DEFAULT.minScore();

    @Option(
            names = "--all-classes",
            description = "Every class of a box that has the score, as evaluations want, not only its best one.")
    private boolean allClasses;

    @Option(names = "--model", paramLabel = "CARD", description = "The card of another model, its ONNX file beside it.")
    private @Nullable Path model;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private TileOptions tiles;

    @Option(
            names = {"--no-pictures", "--no-video"},
            description = "Texts only, no annotated copies; faster.")
    private boolean textOnly;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "How long to watch a camera (default: ${DEFAULT-VALUE}); 0 until Ctrl-C, which ends any film in"
                            + " order.")
    private int seconds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelSettings settings = modelSettings();
        Tiling tiling = tiles.tiling();
        Results results = new Results(spec.commandLine());
        List<Source> sources = find(results);
        if (!sources.isEmpty()) {
            CtrlC ctrlC = CtrlC.listen();
            try (ctrlC;
                    SsdDetector detector = SsdDetector.open(settings);
                    Spotter spotter = spotter(detector, tiling)) {
                detect(sources, spotter, ctrlC, results);
            } catch (ModelException e) {
                // An engine cannot be loaded any more while the process ends.
                if (!ctrlC.pressed()) {
                    throw e;
                }
            }
        }
        return results.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private ModelSettings modelSettings() {
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), "--seconds is 0 or more, not " + seconds);
        }
        if (!(minScore > 0 && minScore <= 1)) {
            throw new ParameterException(spec.commandLine(), "--min-score is above 0 and at most 1, not " + minScore);
        }
        return engine.apply(new ModelSettings(model, minScore, allClasses, 1));
    }

    private List<Source> find(Results results) {
        List<Source> sources = new ArrayList<>();
        for (String argument : arguments) {
            try {
                sources.addAll(Source.find(argument));
            } catch (IOException | RuntimeException e) {
                results.failed(e);
            }
        }
        return sources;
    }

    private Spotter spotter(SsdDetector detector, @Nullable Tiling tiling) {
        Detector looking = TileOptions.tiled(detector, tiling);
        try {
            return new Spotter(looking, LabelFilter.of(labels, detector.labels()), !textOnly);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Pictures are looked at side by side, films and cameras one after the other. */
    private void detect(List<Source> sources, Spotter spotter, CtrlC ctrlC, Results results)
            throws IOException, InterruptedException {
        OutputFolder folder = OutputFolder.create(out, sources, !textOnly);
        PictureJob pictureJob = new PictureJob(spotter, format == null ? DetectionFormat.TXT : format);
        FilmJob.Settings filmSettings =
                new FilmJob.Settings(format == null ? DetectionFormat.MOT : format, seconds, ctrlC::pressed);
        try (var pictures = new InOrder<Outcome>(spotter.workers(), results::add)) {
            for (Source source : sources) {
                if (ctrlC.pressed()) {
                    break;
                }
                OutputFolder.Target target = folder.target(source);
                if (source instanceof Picture picture) {
                    pictures.submit(() -> pictureJob.run(picture, target));
                } else if (source instanceof Film film) {
                    pictures.finish();
                    results.add(new FilmJob(spotter, filmSettings, film.address(), target, results.progress()).run());
                }
            }
            pictures.finish();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
