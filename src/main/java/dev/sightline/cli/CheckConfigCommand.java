package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration file and says what is wrong with it. */
@Command(name = "config", description = "Reads a configuration file and names everything that is wrong with it.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The YAML file.")
    private Path file;

    @Override
    public Integer call() throws ConfigException {
        SightlineConfig config = new ConfigReader(System.getenv()).read(file);
        int zones = config.zones().values().stream().mapToInt(Collection::size).sum();
        spec.commandLine()
                .getOut()
                .printf(
                        "config %s is valid: %s, %s, %s%n",
                        file,
                        Counted.of(config.cameras().size(), "camera"),
                        Counted.of(zones, "zone"),
                        Counted.of(config.rules().size(), "rule"));
        return ExitCode.OK;
    }
}
