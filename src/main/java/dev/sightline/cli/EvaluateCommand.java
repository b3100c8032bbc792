package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands that say how good detections are. */
@Command(
        name = "evaluate",
        description = "Says how good detections are, by the rules of Pascal VOC and COCO.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EvaluateDetectionsCommand.class, EvaluateModelCommand.class})
final class EvaluateCommand {}
