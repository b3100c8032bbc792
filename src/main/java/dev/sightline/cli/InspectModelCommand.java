package dev.sightline.cli;

import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells all that is known of a model. */
@Command(name = "inspect", description = "Tells what a model is: its card, size, cost and checksum.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectModelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CARD", arity = "0..1", description = "The model's card (default: the built-in model).")
    private @Nullable Path card;

    @Override
    public Integer call() throws ModelException {
        ModelReport report = ModelInspector.inspect(card);
        print("model", report.id().name() + ", version " + report.id().version());
        print("sha256", report.id().sha256());
        print("license", report.origin().license());
        print("source", report.origin().source());
        report.origin().quality().forEach(quality -> print("quality", quality));
        print("suggested score", String.valueOf(report.origin().minScore()));
        print("file", String.format(Locale.ROOT, "%,d bytes, ONNX operator set %d", report.bytes(), report.opset()));
        print("picture", report.inputSize().toString());
        print("inputs", String.join(", ", report.inputs()));
        print("outputs", String.join(", ", report.outputs()));
        print("default boxes", boxes(report));
        print("head", report.head());
        print("parameters", String.format(Locale.ROOT, "%,d", report.parameters()));
        print(
                "cost",
                String.format(Locale.ROOT, "%.2f billion multiplications a picture", report.multiplications() / 1e9));
        print("classes", classes(report));
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static String boxes(ModelReport report) {
        return String.format(Locale.ROOT, "%,d on maps of ", report.defaultBoxes())
                + report.maps().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + " cells a side";
    }

    private static String classes(ModelReport report) {
        List<String> words = report.labels().words();
        return words.stream().skip(1).filter(word -> !word.isEmpty()).collect(Collectors.joining(", "));
    }

    private void print(String key, String value) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "%-16s %s", key, value));
    }
}
