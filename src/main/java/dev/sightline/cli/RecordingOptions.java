package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where recorded topics are. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RecordingOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The YAML file of the Sightline that recorded: its data folder or Kafka, its prefix.")
    private @Nullable Path config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "A Kafka that runs; 127.0.0.1:9092 is the embedded broker of a Sightline that runs here.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Where the topics' schemas are registered, if they are; logins belong into the file.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder of a Sightline that does not run now (default: data).")
    private @Nullable Path data;

    /**
     * The configuration of the recording.
     *
     * @param otherwise what holds where no file is named
     */
    SightlineConfig config(SightlineConfig otherwise) throws ConfigException {
        SightlineConfig named = config == null ? otherwise : new ConfigReader(System.getenv()).read(config);
        try {
            named = bootstrapServers == null ? named : named.withBootstrapServers(bootstrapServers);
            named = schemaRegistry == null ? named : named.withSchemaRegistry(schemaRegistry);
            return data == null || bootstrapServers != null
                    ? named
                    : named.withBootstrapServers(null).withDataFolder(data);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
