package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands that try something out before it is relied on. */
@Command(
        name = "check",
        description = "Tries something out before it is relied on.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CheckConfigCommand.class, CheckCameraCommand.class, CheckSinkCommand.class})
final class CheckCommand {}
