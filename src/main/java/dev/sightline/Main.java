package dev.sightline;

import dev.sightline.cli.SightlineCommand;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The entry point. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} name, or {@code demo} when they name none, and ends the process. */
    public static void main(String[] args) {
        // What libraries log by the JDK's means goes where everything else does.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(SightlineCommand.run(args.length == 0 ? new String[] {"demo"} : args));
    }
}
