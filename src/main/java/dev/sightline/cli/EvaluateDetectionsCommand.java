package dev.sightline.cli;

import dev.sightline.dataset.DatasetFormat;
import dev.sightline.dataset.LabeledImages;
import dev.sightline.dataset.ScoredImages;
import dev.sightline.evaluate.Evaluation;
import dev.sightline.evaluate.Protocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares detections in files with ground truth. */
@Command(
        name = "detections",
        description = {
            "Compares detections in files with ground truth.",
            "text: a folder with a text for each picture; lines are 'label left top right bottom [difficult]' and"
                    + " 'label score left top right bottom'. voc: a folder with XML. coco: JSON of instances, and of"
                    + " results. mot: the text of a film, 'frame,id,left,top,width,height,score'; ground truth with a 0"
                    + " for the score need not be found."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateDetectionsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private EvaluationOptions options;

    @Option(names = "--ground-truth", paramLabel = "PATH", required = true, description = "What is in the pictures.")
    private Path groundTruth;

    @Option(names = "--detections", paramLabel = "PATH", required = true, description = "What was found in them.")
    private Path detections;

    @Option(
            names = "--format",
            paramLabel = "text|voc|coco|mot",
            description = "Of the ground truth (default: whatever it looks like).")
    private @Nullable DatasetFormat format;

    @Option(
            names = "--detections-format",
            paramLabel = "text|coco|mot",
            description = "Of the detections (default: whatever they look like).")
    private @Nullable DatasetFormat detectionsFormat;

    @Override
    public Integer call() throws IOException {
        Protocol protocol = options.protocol();
        LabeledImages truth = options.wanted(options.reader().groundTruth(groundTruth, format));
        ScoredImages found = options.labelMap(truth)
                .apply(options.reader().detections(detections, detectionsFormat, truth), truth.labels());
        new ReportOutput(spec.commandLine().getOut(), options.out())
                .write(new Evaluation(protocol).report(truth, options.wanted(found)));
        return ExitCode.OK;
    }
}
