package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands that ask about the past. */
@Command(
        name = "replay",
        description = "Asks what would have come of the past.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ReplayRulesCommand.class)
final class ReplayCommand {}
