package dev.sightline;

import dev.sightline.cli.SightlineCommand;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name, or {@code demo} when they name none, and ends the process. */
    public static void main(String[] args) {
        System.exit(SightlineCommand.run(args.length == 0 ? new String[] {"demo"} : args));
    }
}
