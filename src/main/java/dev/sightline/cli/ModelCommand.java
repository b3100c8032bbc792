package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands on models. */
@Command(
        name = "model",
        description = "Brings models in, and tells what they are and whether they work.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListModelsCommand.class,
            InspectModelCommand.class,
            VerifyModelCommand.class,
            ImportModelCommand.class
        })
final class ModelCommand {}
