package dev.sightline.cli;

import dev.sightline.model.ModelException;
import dev.sightline.model.ModelInspector;
import dev.sightline.model.ModelReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists models, a line each. */
@Command(name = "list", description = "Lists the built-in model and those whose cards lie in folders.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListModelsCommand implements Callable<Integer> {
    private static final String BUILT_IN = "(built in)";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "0..*", description = "Folders of cards (default: models, if it is there).")
    private @Nullable List<Path> folders;

    private boolean failed;

    @Override
    public Integer call() throws IOException {
        print("%-32s %-8s %8s %8s %9s %9s  %s", "NAME", "VERSION", "CLASSES", "BOXES", "MILLIONS", "GMAC", "CARD");
        show(null);
        Path usual = Path.of("models");
        List<Path> all = folders != null ? folders : Files.isDirectory(usual) ? List.of(usual) : List.of();
        for (Path folder : all) {
            for (Path card : cards(folder)) {
                show(card);
            }
        }
        spec.commandLine().getOut().flush();
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static List<Path> cards(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private void show(@Nullable Path card) {
        try {
            ModelReport report = ModelInspector.inspect(card);
            print(
                    "%-32s %-8s %8d %8d %9.2f %9.2f  %s",
                    report.id().name(),
                    report.id().version(),
                    report.labels().usedCount(),
                    report.defaultBoxes(),
                    report.parameters() / 1e6,
                    report.multiplications() / 1e9,
                    card == null ? BUILT_IN : card);
        } catch (ModelException e) {
            failed = true;
            print("%s: %s", card == null ? BUILT_IN : card, e.getMessage());
        }
    }

    private void print(String format, @Nullable Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
    }
}
