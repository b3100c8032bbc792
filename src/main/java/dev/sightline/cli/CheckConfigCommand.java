package dev.sightline.cli;

import static java.util.stream.Collectors.joining;

import dev.sightline.alert.Rule;
import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.Markings;
import dev.sightline.config.SightlineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration file and says what is wrong with it, or what its rules mean. */
@Command(
        name = "config",
        description =
                "Reads a configuration file and names everything that is wrong with it, or says its rules in words.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The YAML file.")
    private Path file;

    @Override
    public Integer call() throws ConfigException {
        SightlineConfig config = new ConfigReader(System.getenv()).read(file);
        PrintWriter out = spec.commandLine().getOut();
        var ids = new LinkedHashSet<String>();
        config.rules().forEach(rule -> ids.add(rule.id()));
        out.printf(
                "config %s is valid: %s, %s, %s, %s%n",
                file,
                Counted.of(config.cameras().size(), "camera"),
                Counted.of(count(config, marked -> marked.zones().size()), "zone"),
                Counted.of(count(config, marked -> marked.lines().size()), "line"),
                Counted.of(ids.size(), "rule"));
        ids.forEach(id -> out.println(line(id, config)));
        return ExitCode.OK;
    }

    private static int count(SightlineConfig config, ToIntFunction<Markings> what) {
        return config.markings().values().stream().mapToInt(what).sum();
    }

    /** A rule in words; what it says is the same on each of its cameras. */
    private static String line(String id, SightlineConfig config) {
        List<Rule> rules =
                config.rules().stream().filter(rule -> rule.id().equals(id)).toList();
        String cameras = rules.size() > 1 && rules.size() == config.cameras().size()
                ? "all cameras"
                : rules.stream().map(Rule::camera).collect(joining(", "));
        return "  " + id + " on " + cameras + ": " + rules.get(0).describe();
    }
}
