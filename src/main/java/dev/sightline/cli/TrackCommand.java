package dev.sightline.cli;

import dev.sightline.dataset.MotText;
import dev.sightline.dataset.MotTrackBox;
import dev.sightline.dataset.MotTracking;
import dev.sightline.track.BoxTracker;
import dev.sightline.track.TrackerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Follows the objects of a text of detections, with the tracker of the live pipeline. */
@Command(
        name = "track",
        description = {
            "Follows the objects of a text of detections, with the tracker of the live pipeline.",
            "In and out are texts as the MOT Challenge has them: frame,id,left,top,width,height,score,class,-1,-1"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DETECTIONS.txt",
            description =
                    "What was detected, e.g. by 'detect --format mot'. An eighth column of 0 or more is the class.")
    private Path detections;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the tracks (default: standard output).")
    private @Nullable Path out;

    @Option(
            names = "--fps",
            paramLabel = "F",
            description = "Frames a second, 0.01 to 1000 (default: ${DEFAULT-VALUE}).")
    private double fps = MotTracking.DEFAULT_FPS;

    @Override
    public Integer call() throws IOException {
        List<MotTrackBox> boxes = tracking().track(MotText.read(detections));
        PrintWriter console = spec.commandLine().getOut();
        if (out == null) {
            boxes.forEach(box -> console.print(MotText.line(box) + "\n"));
            console.flush();
            return ExitCode.OK;
        }
        if (Files.exists(out) && Files.isSameFile(out, detections)) {
            throw new IOException(out + " holds the detections and would be overwritten; choose another --out");
        }
        Files.write(out, boxes.stream().map(MotText::line).toList());
        long tracks = boxes.stream().mapToLong(MotTrackBox::id).distinct().count();
        console.printf(
                "%s: %s in %s -> %s%n",
                detections, Counted.of(tracks, "track"), boxes.size() == 1 ? "1 box" : boxes.size() + " boxes", out);
        return ExitCode.OK;
    }

    private MotTracking tracking() {
        try {
            return new MotTracking(new BoxTracker(TrackerSettings.DEFAULT), fps);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
