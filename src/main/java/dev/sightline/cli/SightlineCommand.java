package dev.sightline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The root of all commands, and what they have in common: {@code --help}, {@code --version}, {@code --verbose}. */
@Command(
        name = "sightline",
        description = "Watches cameras: RTSP in, detections, tracks and alerts out as Kafka topics.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = SightlineCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:it failed; one line says why", "2:the arguments are wrong"},
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DetectCommand.class,
            TrackCommand.class,
            EvaluateCommand.class,
            BenchCommand.class,
            TopicsCommand.class,
            TailCommand.class,
            ProfileCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            ModelCommand.class,
            CheckCommand.class,
            HealthCommand.class,
            SimulateCommand.class
        })
public final class SightlineCommand {
    @Mixin
    private final Verbosity verbosity = new Verbosity();

    private SightlineCommand() {}

    /** Runs the command that {@code args} name; gives the exit code: 0 all well, 1 failed, 2 wrong arguments. */
    public static int run(String... args) {
        return line().execute(args);
    }

    /** The whole command line, ready to execute arguments. */
    static CommandLine line() {
        SightlineCommand root = new SightlineCommand();
        Failures failures = new Failures(root.verbosity);
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** The version that the jar's manifest states. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SightlineCommand.class.getPackage().getImplementationVersion();
            return new String[] {"sightline " + (version == null ? "(not packaged)" : version)};
        }
    }
}
