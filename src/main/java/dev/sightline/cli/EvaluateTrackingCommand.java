package dev.sightline.cli;

import dev.sightline.dataset.MotSequences;
import dev.sightline.dataset.MotText;
import dev.sightline.evaluate.TrackedSequence;
import dev.sightline.evaluate.TrackingReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares tracks in files with ground truth. */
@Command(
        name = "tracking",
        description = {
            "Compares tracks in files with ground truth, by the rules of the MOT Challenge.",
            "Lines are 'frame,id,left,top,width,height,score'; ground truth with a score below 1 is not counted. In"
                    + " folders, sequence S has its ground truth in S/gt/gt.txt or S.txt and its tracks in S.txt."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateTrackingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--ground-truth",
            paramLabel = "PATH",
            required = true,
            description = "Where the objects are: a text, or a folder of sequences.")
    private Path groundTruth;

    @Option(
            names = "--tracks",
            paramLabel = "PATH",
            required = true,
            description = "Where tracks say they are, e.g. by 'track --out': a text, or a folder of texts.")
    private Path tracks;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the report there, too: evaluation.md, evaluation.json.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        MotSequences sequences = MotSequences.of(groundTruth, tracks);
        List<TrackedSequence> read = new ArrayList<>();
        for (MotSequences.Pair pair : sequences.pairs()) {
            read.add(sequence(pair));
        }
        write(new TrackingReport(read, sequences.notes()));
        return ExitCode.OK;
    }

    private static TrackedSequence sequence(MotSequences.Pair pair) throws IOException {
        try {
            return TrackedSequence.of(pair.name(), MotText.readTracks(pair.truth()), MotText.readTracks(pair.tracks()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void write(TrackingReport report) throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        String text = report.markdown();
        console.print(text);
        if (out != null) {
            Files.createDirectories(out);
            Path markdown = out.resolve("evaluation.md");
            Path json = out.resolve("evaluation.json");
            Files.writeString(markdown, text);
            Files.writeString(json, report.json());
            console.println("-> " + markdown + ", " + json);
        }
        console.flush();
    }
}
