package dev.sightline.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is said. */
final class Verbosity {
    /** Read by {@code logback.xml} when logging starts. */
    static final String LOG_LEVEL = "sightline.log";

    private boolean verbose;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more, and say where a failure came from.")
    void setVerbose(boolean verbose) {
        this.verbose = verbose;
        if (verbose) {
            System.setProperty(LOG_LEVEL, "DEBUG");
        }
    }

    boolean verbose() {
        return verbose;
    }
}
