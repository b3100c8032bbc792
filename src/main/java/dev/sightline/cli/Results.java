package dev.sightline.cli;

import picocli.CommandLine;

/** Prints what comes of each source, and remembers whether any failed. Safe for use by several threads. */
final class Results {
    private final CommandLine command;
    private final Failures failures;
    private final Progress progress;
    private boolean failed;

    Results(CommandLine command) {
        this.command = command;
        this.failures = (Failures) command.getExecutionExceptionHandler();
        this.progress = Progress.on(command.getErr());
    }

    /** Where to show how far a long source is. */
    Progress progress() {
        return progress;
    }

    synchronized void add(Outcome outcome) {
        progress.clear();
        if (outcome.summary() != null) {
            command.getOut().println(outcome.summary());
            command.getOut().flush();
        }
        if (outcome.failure() != null) {
            failed(outcome.failure());
        }
    }

    synchronized void failed(Exception failure) {
        failed = true;
        failures.handleExecutionException(failure, command, null);
    }

    synchronized boolean failed() {
        return failed;
    }
}
