package dev.sightline.cli;

import dev.sightline.config.SightlineConfig;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.StreamSettings;
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
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Where Kafka is (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "127.0.0.1:9092";

    @Option(
            names = "--prefix",
            paramLabel = "P",
            description = "What the topics' names begin with (default: ${DEFAULT-VALUE}).")
    private String prefix = SightlineConfig.DEFAULT.stream().prefix();

    KafkaSettings kafka() {
        StreamSettings usual = SightlineConfig.DEFAULT.stream();
        try {
            return new KafkaSettings(
                    bootstrapServers,
                    new StreamSettings(
                            prefix,
                            usual.partitions(),
                            usual.replication(),
                            usual.stateFolder(),
                            usual.detectThreads(),
                            usual.analyzeThreads(),
                            usual.maxFrameAge(),
                            usual.frameRetention(),
                            usual.classTopics(),
                            usual.client()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }
}
