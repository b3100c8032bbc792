package dev.sightline.cli;

import picocli.CommandLine.Command;

/** The parent of the commands that say how good detections and tracks are. */
@Command(
        name = "evaluate",
        description =
                "Says how good detections are, by the rules of Pascal VOC and COCO, and tracks, by those of the MOT"
                        + " Challenge.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EvaluateDetectionsCommand.class, EvaluateModelCommand.class, EvaluateTrackingCommand.class})
final class EvaluateCommand {}
