package dev.sightline.cli;

import dev.sightline.dataset.MotDetection;
import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTrackBox;
import dev.sightline.dataset.MotTracking;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelSettings;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows the objects of a film or of a text of detections, with the tracker of the live pipeline. */
@Command(
        name = "track",
        description = {
            "Follows the objects of a film, or of a text of detections, with the tracker of the live pipeline.",
            "Texts are as the MOT Challenge has them: frame,id,left,top,width,height,score,class,-1,-1",
            "Of a film there is a copy with the tracks drawn on it, and a text beside it."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DETECTIONS.txt",
            arity = "0..1",
            description =
                    "What was detected, e.g. by 'detect --format mot'. An eighth column of 0 or more is the class.")
    private @Nullable Path detections;

    @Option(
            names = "--video",
            paramLabel = "FILM",
            description = "A film in place of a text; a detector looks at it first.")
    private @Nullable Path video;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the tracks of a text (default: standard output), or the copy of a film"
                    + " (default: NAME-tracks.mp4 here, with NAME-tracks.txt).")
    private @Nullable Path out;

    @Option(
            names = "--fps",
            paramLabel = "F",
            description = "Frames a second, 0.01 to 1000 (default: what a film says, " + MotTracking.DEFAULT_FPS
                    + " of a text).")
    private @Nullable Double fps;

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "The least score of a detection in a film, above 0 and at most 1 (default:"
                    + " ${DEFAULT-VALUE}); faint ones keep tracks alive.")
    private double minScore = TrackerSettings.DEFAULT.minScore();

    @Option(
            names = "--label",
            paramLabel = "L",
            split = ",",
            description = "Only this class: of a film as the model names it, of a text its number; may be repeated.")
    private List<String> labels = List.of();

    @Option(names = "--model", paramLabel = "CARD", description = "The card of another model, its ONNX file beside it.")
    private @Nullable Path model;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private TileOptions tiles;

    @Override
    public Integer call() throws IOException, InterruptedException, ModelException {
        if ((detections == null) == (video == null)) {
            throw wrong("name either DETECTIONS.txt or --video FILM");
        }
        if (!(minScore > 0 && minScore <= 1)) {
            throw wrong("--min-score is above 0 and at most 1, not " + minScore);
        }
        // Checks the frame rate, of a film too.
        MotTracking tracking = tracking();
        PrintWriter console = spec.commandLine().getOut();
        if (video != null) {
            console.println(film(video).run(Progress.on(spec.commandLine().getErr())));
        } else if (detections != null) {
            follow(detections, tracking, console);
        }
        return ExitCode.OK;
    }

    private TrackFilmJob film(Path film) throws IOException, ModelException {
        Path copy = out == null ? Path.of(baseName(film) + "-tracks.mp4") : out;
        Path text = copy.resolveSibling(baseName(copy) + ".txt");
        if (copy.toString().endsWith(".txt")) {
            throw wrong("--out is the copy of the film, such as " + baseName(copy) + ".mp4; the text is beside it");
        }
        if (!Files.isRegularFile(film)) {
            throw new IOException(film + ": no such film");
        }
        ModelSettings settings = engine.apply(new ModelSettings(model, minScore, false, 1));
        return new TrackFilmJob(film, copy, text, fps == null ? 0 : fps, settings, wanted(), tiles.tiling());
    }

    private Predicate<String> wanted() throws ModelException {
        try {
            return LabelFilter.of(labels, ModelInspector.labels(model));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static String baseName(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    private void follow(Path text, MotTracking tracking, PrintWriter console) throws IOException {
        List<MotTrackBox> boxes = tracking.track(wanted(text, MotText.read(text)));
        if (out == null) {
            boxes.forEach(box -> console.print(MotText.line(box) + "\n"));
            console.flush();
            return;
        }
        if (Files.exists(out) && Files.isSameFile(out, text)) {
            throw new IOException(out + " holds the detections and would be overwritten; choose another --out");
        }
        Files.write(out, boxes.stream().map(MotText::line).toList());
        long tracks = boxes.stream().mapToLong(MotTrackBox::id).distinct().count();
        console.printf(
                "%s: %s in %s -> %s%n",
                text, Counted.of(tracks, "track"), boxes.size() == 1 ? "1 box" : boxes.size() + " boxes", out);
    }

    private List<MotDetection> wanted(Path text, List<MotDetection> all) {
        if (labels.isEmpty()) {
            return all;
        }
        Set<String> known = all.stream().map(TrackCommand::label).collect(Collectors.toCollection(TreeSet::new));
        for (String label : labels) {
            if (!known.contains(label)) {
                throw wrong("--label: " + text + " has no class '" + label + "' in its eighth column; it has "
                        + String.join(", ", known));
            }
        }
        return all.stream().filter(box -> labels.contains(label(box))).toList();
    }

    private static String label(MotDetection detection) {
        return Integer.toString(detection.classNumber());
    }

    private MotTracking tracking() {
        try {
            return new MotTracking(
                    new BoxTracker(TrackerSettings.DEFAULT), fps == null ? MotTracking.DEFAULT_FPS : fps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
