package dev.sightline.cli;

import dev.sightline.alert.ProfileSwitch;
import dev.sightline.config.ConfigException;
import dev.sightline.stream.ControlPublisher;
import dev.sightline.stream.KafkaReach;
import dev.sightline.stream.KafkaSettings;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Switches a profile on, for all cameras. */
@Command(name = "profile", description = "Switches a profile on: rules that name profiles count in these only.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ProfileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "One of the configuration's profiles, such as away.")
    private String name;

    @Mixin
    private TopicOptions topics;

    @Override
    public Integer call() throws ConfigException {
        KafkaSettings kafka = topics.kafka();
        KafkaReach.check(kafka, kafka.topics().controls().name());
        try {
            ControlPublisher.publish(kafka, new ProfileSwitch(name, Instant.now()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().println("profile " + name + " is on");
        return ExitCode.OK;
    }
}
