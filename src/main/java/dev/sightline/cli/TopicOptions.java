package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.SightlineConfig;
import dev.sightline.stream.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the topics of a running Sightline are. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TopicOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The YAML file of the Sightline that runs: its Kafka with logins, its prefix and registry.")
    private @Nullable Path config;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is (default: what the file says, or 127.0.0.1:9092).")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--prefix",
            paramLabel = "P",
            description = "What the topics' names begin with (default: what the file says, or sightline).")
    private @Nullable String prefix;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Where the topics' schemas are registered, if they are; logins belong into the file.")
    private @Nullable String schemaRegistry;

    KafkaSettings kafka() throws ConfigException {
        SightlineConfig named =
                config == null ? SightlineConfig.DEFAULT : new ConfigReader(System.getenv()).read(config);
        String servers = bootstrapServers == null ? named.servers() : bootstrapServers;
        try {
            named = schemaRegistry == null ? named : named.withSchemaRegistry(schemaRegistry);
            return new KafkaSettings(
                    servers,
                    named.stream().with(settings -> settings.prefix = prefix == null ? settings.prefix : prefix));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
