package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.sink.AlertSink;
import dev.sightline.sink.DeliveryException;
import dev.sightline.sink.SampleAlert;
import dev.sightline.sink.SinkSettings;
import dev.sightline.sink.Target.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a test alert to sinks and says what is wrong. */
@Command(
        name = "sink",
        description = "Sends an alert that says it is a test to a sink, or to all of them, and says what is wrong.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckSinkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The YAML file.")
    private Path file;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The sink's id (default: all sinks).")
    private @Nullable String id;

    @Override
    public Integer call() throws ConfigException {
        SightlineConfig config = new ConfigReader(System.getenv()).read(file);
        List<SinkSettings> wanted = config.sinks().stream()
                .filter(sink -> id == null || sink.id().equals(id))
                .toList();
        if (wanted.isEmpty()) {
            List<String> known = config.sinks().stream().map(SinkSettings::id).toList();
            throw new ParameterException(
                    spec.commandLine(),
                    known.isEmpty()
                            ? file + " has no sinks; add one"
                            : "there is no sink '" + id + "' in " + file + "; it has " + String.join(", ", known));
        }
        boolean all = true;
        for (SinkSettings sink : wanted) {
            all &= delivers(sink, config);
        }
        return all ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean delivers(SinkSettings settings, SightlineConfig config) {
        Clock clock = Clock.systemUTC();
        Surroundings around = new Surroundings(config.data(), clock, alert -> Optional.empty());
        try (AlertSink sink = settings.target().open(around)) {
            sink.deliver(SampleAlert.at(clock.instant()));
            spec.commandLine().getOut().printf("sink %s: a test alert was delivered%n", settings.id());
            return true;
        } catch (DeliveryException e) {
            spec.commandLine().getErr().printf("sightline: sink %s: %s%n", settings.id(), e.getMessage());
            return false;
        }
    }
}
