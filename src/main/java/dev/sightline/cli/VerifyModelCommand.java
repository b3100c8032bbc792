package dev.sightline.cli;

import dev.sightline.detect.Detection;
import dev.sightline.frame.Image;
import dev.sightline.model.ModelException;
import dev.sightline.model.ModelSettings;
import dev.sightline.model.SsdDetector;
import dev.sightline.picture.PictureFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a model with all its checks and runs it on a picture. */
@Command(
        name = "verify",
        description = {
            "Loads a model and runs it on a picture.",
            "Its checksum, weights, inputs and outputs are compared with its card."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyModelCommand implements Callable<Integer> {
    private static final String STREET = "/models/street.jpg";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CARD", arity = "0..1", description = "The model's card (default: the built-in model).")
    private @Nullable Path card;

    @Option(names = "--picture", paramLabel = "FILE", description = "A picture (default: one of a street, built in).")
    private @Nullable Path picture;

    @Option(
            names = "--min-score",
            paramLabel = "S",
            description = "Only detections of at least this score (default: ${DEFAULT-VALUE}).")
    private double minScore = ModelSettings.DEFAULT.minScore();

    @Override
    public Integer call() throws IOException {
        Image image = picture == null ? PictureFile.resource(STREET) : PictureFile.read(picture);
        try (SsdDetector detector = SsdDetector.open(settings())) {
            List<Image> batch = List.of(image);
            List<Detection> found = detector.detect(batch).get(0);
            long start = System.nanoTime();
            detector.detect(batch);
            show(detector, found, System.nanoTime() - start);
        }
        return ExitCode.OK;
    }

    private ModelSettings settings() throws ModelException {
        try {
            return new ModelSettings(card, minScore, false, 1);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--min-score: " + e.getMessage(), e);
        }
    }

    private void show(SsdDetector detector, List<Detection> found, long nanos) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s works: its file is the one that its card names, and it saw %s in %.0f ms%n",
                detector.model().name(),
                Counted.of(found.size(), "object"),
                nanos / 1e6);
        found.forEach(detection -> out.printf(Locale.ROOT, "  %-16s %.2f%n", detection.label(), detection.score()));
        out.flush();
    }
}
