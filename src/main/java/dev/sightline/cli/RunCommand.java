package dev.sightline.cli;

import dev.sightline.app.ConfigFile;
import dev.sightline.config.ConfigException;
import dev.sightline.config.ConfigReader;
import dev.sightline.config.Role;
import dev.sightline.config.SightlineConfig;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Watches the user's own cameras. */
@Command(name = "run", description = "Watches your cameras. Without --bootstrap-servers Kafka runs in this process.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The YAML file; default.yaml explains every key.")
    private @Nullable Path config;

    @Option(
            names = "--camera",
            paramLabel = "ID=URL",
            description =
                    "A camera or film, e.g. door=rtsp://192.168.1.20/stream1; may be repeated. Logins belong into the file.")
    private List<String> cameras = List.of();

    @Option(
            names = "--roles",
            paramLabel = "ROLE",
            split = ",",
            description = "What this process does: ${COMPLETION-CANDIDATES} (default: all).")
    private List<Role> roles = List.of();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "A Kafka cluster to use instead of the embedded broker.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "A registry with Confluent's API for the topics' schemas; logins belong into the file.")
    private @Nullable String schemaRegistry;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Where to keep the data (default: data).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the web page (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description = "Port of /health and /metrics without the page, 0 for none (default: 0).")
    private @Nullable Integer healthPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address of the web page (default: 127.0.0.1); any other one needs a token or OIDC.")
    private @Nullable String host;

    @Option(
            names = "--admin-token",
            paramLabel = "FILE",
            description = "A file with the token that opens the web page to an admin.")
    private @Nullable Path adminToken;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Port of the embedded broker, 0 for any free one (default: 9092).")
    private @Nullable Integer brokerPort;

    @Override
    public Integer call() throws Exception {
        ConfigFile file = config == null ? null : new ConfigFile(config, this::configure);
        new Serving(spec.commandLine().getOut()).run(configure(), file);
        return ExitCode.OK;
    }

    private SightlineConfig configure() throws ConfigException {
        SightlineConfig wanted =
                config == null ? SightlineConfig.DEFAULT : new ConfigReader(System.getenv()).read(config);
        try {
            for (String camera : cameras) {
                wanted = wanted.withCamera(camera);
            }
            wanted = roles.isEmpty() ? wanted : wanted.withRoles(EnumSet.copyOf(roles));
            wanted = bootstrapServers == null ? wanted : wanted.withBootstrapServers(bootstrapServers);
            wanted = schemaRegistry == null ? wanted : wanted.withSchemaRegistry(schemaRegistry);
            wanted = data == null ? wanted : wanted.withDataFolder(data);
            wanted = port == null ? wanted : wanted.withPort(port);
            wanted = adminToken == null ? wanted : wanted.withAdminToken(adminToken);
            wanted = healthPort == null ? wanted : wanted.withHealthPort(healthPort);
            wanted = host == null ? wanted : wanted.withHost(host);
            wanted = brokerPort == null ? wanted : wanted.withBrokerPort(brokerPort);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (wanted.roles().contains(Role.INGEST) && wanted.cameras().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no camera; name one with --camera ID=URL or in a file with --config, or leave out the"
                            + " role ingest");
        }
        return wanted;
    }
}
