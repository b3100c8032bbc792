package dev.sightline.cli;

import dev.sightline.app.Demo;
import dev.sightline.broker.BrokerSettings;
import dev.sightline.config.SightlineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows everything working: two simulated cameras, an embedded broker, all roles and the web page. */
@Command(
        name = "demo",
        description = "Shows everything working on two simulated RTSP cameras and an embedded Kafka broker.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the web page (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description = "Port of the embedded broker, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int brokerPort = BrokerSettings.DEFAULT_PORT;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where to keep the data; without it a temporary folder, removed at the end.")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        Path folder = data == null ? Files.createTempDirectory("sightline-demo-") : data;
        Demo demo = new Demo(Clock.systemUTC());
        SightlineConfig config = demo.configure(SightlineConfig.DEFAULT
                .withDataFolder(folder)
                .withBrokerPort(brokerPort)
                .withPort(port));
        new Serving(spec.commandLine().getOut()).run(config, null, demo, () -> remove(data == null ? folder : null));
        return ExitCode.OK;
    }

    private static void remove(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
