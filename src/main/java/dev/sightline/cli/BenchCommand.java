package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands that measure speed. */
@Command(
        name = "bench",
        description = "Measures how fast this machine is.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchEngineCommand.class, BenchPipelineCommand.class})
final class BenchCommand {}
