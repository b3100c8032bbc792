package dev.sightline.bench;

import dev.sightline.broker.BrokerSettings;
import dev.sightline.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** The embedded broker and nothing else, for as long as whoever started it is there. Argument: its port. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** Serves until the standard input ends. */
    public static void main(String... args) throws IOException {
        var settings = new BrokerSettings(Path.of("broker"), Integer.parseInt(args[0]));
        try (var broker = EmbeddedBroker.start(settings)) {
            System.out.println(broker.bootstrapServers());
            System.in.transferTo(System.out);
        }
    }
}
