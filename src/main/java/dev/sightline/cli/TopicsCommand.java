package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.stream.KafkaReach;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicFault;
import dev.sightline.stream.TopicSetup;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates the topics on a cluster, or says what is wrong with them. */
@Command(
        name = "topics",
        description = "Creates the topics on a cluster, or says what is wrong with them.",
        synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TopicsCommand {
    private static final String ROW = "%-28s %-24s %-16s %-24s %s%n";

    @Spec
    private CommandSpec spec;

    @Command(
            name = "create",
            description = "Creates the topics that are missing, registers their schemas where there is a registry, and"
                    + " checks everything. Changes nothing that is there.")
    int create(@Mixin TopicOptions options) throws ConfigException {
        KafkaSettings kafka = options.kafka();
        KafkaReach.check(kafka);
        PrintWriter out = spec.commandLine().getOut();
        TopicSetup.create(kafka).forEach(name -> out.println("created " + name));
        kafka.topics().register(kafka.stream().classTopics());
        return tell(kafka);
    }

    @Command(
            name = "check",
            description = "Compares the topics, the brokers and kafka.client with what is needed, and says what to set."
                    + " Ends with 1 if nothing would be started as it is.")
    int check(@Mixin TopicOptions options) throws ConfigException {
        KafkaSettings kafka = options.kafka();
        KafkaReach.check(kafka);
        return tell(kafka);
    }

    private int tell(KafkaSettings kafka) {
        List<TopicFault> faults = TopicSetup.check(kafka);
        PrintWriter out = spec.commandLine().getOut();
        if (faults.isEmpty()) {
            out.println("all topics of " + kafka.stream().prefix() + " are as they should be");
        } else {
            out.printf(ROW, "where", "setting", "is", "should be", "what to do");
        }
        for (TopicFault fault : faults) {
            out.printf(
                    ROW,
                    fault.place(),
                    fault.setting(),
                    fault.is(),
                    fault.needed(),
                    fault.remedy() + (fault.isFatal() ? "" : " (works as it is)"));
        }
        out.flush();
        return faults.stream().anyMatch(TopicFault::isFatal) ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
