package dev.sightline.cli;

import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is said, and how. */
final class Verbosity {
    /** Read by {@code logback.xml} when logging starts. */
    static final String LOG_LEVEL = "sightline.log";

    /** Also read by {@code logback.xml}, which takes the environment's {@code SIGHTLINE_LOG_FORMAT} without it. */
    static final String LOG_FORMAT = "sightline.log.format";

    enum Format {
        TEXT,
        JSON
    }

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

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How log lines look: ${COMPLETION-CANDIDATES} (default: text).")
    void setFormat(Format format) {
        System.setProperty(LOG_FORMAT, format.name().toLowerCase(Locale.ROOT));
    }

    boolean verbose() {
        return verbose;
    }
}
